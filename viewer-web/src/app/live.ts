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

/**
 * Listens to what changes at the gateway and marks it as stale; true while the line stands. Only a page in sight
 * listens: over HTTP/1.1 a browser has six connections for all its tabs together, and each listener keeps one.
 */
export function useEvents(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(retry);
      source?.close();
      source = undefined;
      setLive(false);
    };
    const open = () => {
      close();
      const opened = (source = new EventSource('/api/events'));
      opened.onopen = () => {
        setLive(true);
        void client.invalidateQueries({ queryKey: ['cases'] }); // what happened while nobody listened
      };
      opened.addEventListener('cases', ({ data }: MessageEvent<string>) => {
        const { caseIds } = JSON.parse(data) as { caseIds: string[] };
        void client.invalidateQueries({ queryKey: ['cases'] });
        caseIds.forEach((caseId) => void client.invalidateQueries({ queryKey: ['case', caseId] }));
      });
      opened.onerror = () => {
        setLive(false);
        if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS); // else it tries by itself
      };
    };
    const onSight = () => (document.visibilityState === 'visible' ? open() : close());
    onSight();
    document.addEventListener('visibilitychange', onSight);
    return () => {
      document.removeEventListener('visibilitychange', onSight);
      close();
    };
  }, [client]);
  return live;
}
