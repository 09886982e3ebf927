import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { gateway } from '../api/gateway';
import { isAttended } from '../api/http';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';

/** The gateway forgets who writes after a minute (DraftLeases); three renewals fit into it. */
const RENEW_MS = 20_000;

/**
 * Who writes: saving a draft takes the lease, writing on renews it, leaving gives it back. While somebody else has
 * it the form is read-only, and taking over is a deed of its own.
 */
export function useLease(c: CaseDetail, writing: boolean) {
  const client = useQueryClient();
  const { user } = useSession();
  const other = c.writer && c.writer.username !== user.username ? c.writer : null;
  const takeOver = useMutation({
    mutationFn: () => gateway.write(c.caseId, true),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', c.caseId] }),
  });
  const active = writing && !other;
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (isAttended()) void gateway.write(c.caseId, false).catch(() => undefined);
    }, RENEW_MS);
    return () => {
      clearInterval(timer);
      void gateway.stopWriting(c.caseId).catch(() => undefined); // it ends by itself then
    };
  }, [active, c.caseId]);
  return { other, takeOver };
}
