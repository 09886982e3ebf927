import { useText } from '../i18n';
import { remainingMs, type Standing } from './remaining';

/** “2 min left”, as soon as there is a pace to tell it from. */
export function Remaining({ from, now, all }: { from: Standing; now: Standing; all: number }) {
  const t = useText();
  const left = remainingMs(from, now, all);
  if (left === undefined) return null;
  const minutes = Math.round(left / 60_000);
  return <span data-remaining>{minutes < 1 ? t('app.lessThanAMinute') : t('app.minutesLeft', { minutes })}</span>;
}
