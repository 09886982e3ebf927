import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { gateway } from '../api/gateway';
import { isAttended, touched } from '../api/http';
import { useText } from '../i18n';
import { useNow } from '../ui/now';

const LOOK_MS = 60_000;
const WARN_MS = 3 * 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'compositionupdate'] as const;

/**
 * Tells the gateway that somebody is there while somebody is, and tells the person in time when the session will end
 * because nobody was. What is being written is kept either way.
 */
export function SessionWatch() {
  const t = useText();
  const client = useQueryClient();
  const now = useNow(5000);
  const { data, refetch } = useQuery({
    queryKey: ['session-end'],
    queryFn: gateway.session,
    refetchInterval: LOOK_MS,
    refetchIntervalInBackground: true,
  });
  useEffect(() => {
    SIGNS_OF_LIFE.forEach((sign) => document.addEventListener(sign, touched, { capture: true, passive: true }));
    return () => SIGNS_OF_LIFE.forEach((sign) => document.removeEventListener(sign, touched, { capture: true }));
  }, []);

  const leftMs = data?.endsAt ? Date.parse(data.endsAt) - now : Infinity;
  const warn = leftMs < WARN_MS;
  useEffect(() => {
    if (warn && isAttended()) void refetch();
    // An ended session is noticed by the next question, not by a clock that may be wrong.
    if (leftMs < 0) void client.invalidateQueries({ queryKey: ['session-end'] });
  }, [warn, leftMs, refetch, client]);
  if (!warn || leftMs < 0) return null;
  const stay = () => {
    touched();
    void refetch();
  };
  return (
    <div className="session-warning notice warning" role="alert">
      <span>{t('app.sessionEnds', { minutes: Math.max(1, Math.ceil(leftMs / 60_000)) })}</span>
      <button type="button" className="button" onClick={stay}>
        {t('app.stay')}
      </button>
    </div>
  );
}
