import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Prior } from '../api/types';
import { fetchStudy, type Study } from './study';

/** A prior as the page has it: only listed, on its way, here, or not to be had. */
export interface PriorState {
  prior: Prior;
  opened: boolean;
  study: Study | undefined;
  failed: boolean;
}

/** The priors of a case; their images are fetched when somebody wants to see them. */
export function usePriors(listed: readonly Prior[], first: Prior | undefined) {
  const [wanted, setWanted] = useState<string[]>(() => (first ? [first.studyInstanceUID] : []));
  const studies = useQueries({
    queries: wanted.map((uid) => ({
      queryKey: ['study', uid],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchStudy(uid, signal),
      staleTime: Infinity,
      gcTime: 0,
    })),
  });
  const states = listed.map((prior): PriorState => {
    const found = studies[wanted.indexOf(prior.studyInstanceUID)];
    return { prior, opened: wanted.includes(prior.studyInstanceUID), study: found?.data, failed: Boolean(found?.error) };
  });
  const open = (uid: string) => setWanted((before) => (before.includes(uid) ? before : [...before, uid]));
  return { states, open };
}
