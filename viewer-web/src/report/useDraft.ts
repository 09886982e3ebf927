import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { gateway } from '../api/gateway';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { DraftKeeper, type DraftStatus } from './DraftKeeper';
import { DraftStore } from './storedDraft';

/** The keeper of this case's draft, for as long as the form is on the page; what is unsaved when it goes is saved then. */
export function useDraft(c: CaseDetail): { keeper: DraftKeeper; status: DraftStatus; generation: number } {
  const { user } = useSession();
  const client = useQueryClient();
  const [keeper] = useState(() => {
    const { caseId } = c;
    return new DraftKeeper(c.result, {
      save: (draft) => gateway.saveDraft(caseId, draft),
      current: async () => (await gateway.case(caseId)).result,
      store: new DraftStore(user.username, caseId),
      closed: () => void client.invalidateQueries({ queryKey: ['case', caseId] }),
    });
  });
  const status = useSyncExternalStore(keeper.subscribe, () => keeper.status);
  const generation = useSyncExternalStore(keeper.subscribe, () => keeper.generation);
  useEffect(
    () => () => {
      keeper.stop();
      void keeper.flush().finally(() => keeper.stop());
    },
    [keeper],
  );
  return { keeper, status, generation };
}
