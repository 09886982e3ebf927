import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';

const RETRY_MS = 5000;
/** How often pages look for themselves: seldom while the gateway tells them, often while it cannot. */
const TOLD_MS = 30_000;
const UNTOLD_MS = 4000;

export const LiveContext = createContext(false);

/** For `refetchInterval`: server-sent events make most polls needless, and a lost line must not freeze a list. */
export function usePollMs(): number {
  return useContext(LiveContext) ? TOLD_MS : UNTOLD_MS;
}

/** Listens to what changes at the gateway and marks it as stale; true while the line stands. */
export function useEvents(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/events');
      source.onopen = () => {
        setLive(true);
        void client.invalidateQueries({ queryKey: ['cases'] }); // what happened while nobody listened
      };
      source.addEventListener('cases', ({ data }: MessageEvent<string>) => {
        const { caseIds } = JSON.parse(data) as { caseIds: string[] };
        void client.invalidateQueries({ queryKey: ['cases'] });
        caseIds.forEach((caseId) => void client.invalidateQueries({ queryKey: ['case', caseId] }));
      });
      source.onerror = () => {
        setLive(false);
        if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
        retry = setTimeout(open, RETRY_MS);
      };
    };
    open();
    return () => {
      clearTimeout(retry);
      source.close();
    };
  }, [client]);
  return live;
}
