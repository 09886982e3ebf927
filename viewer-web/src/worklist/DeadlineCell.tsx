import type { CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { duration, standing } from './deadline';

/** How long a case may still take, in words, with a bar of the time that is gone. */
export function DeadlineCell({ c, now }: { c: CaseSummary; now: number }) {
  const t = useText();
  const { urgency, leftMs, spent } = standing(c, now);
  if (c.state === 'DECLINED') return null;
  if (urgency === 'done') return <span className="muted">{t('deadline.done')}</span>;
  const { days, hours, minutes } = duration(leftMs);
  const time = days
    ? t('deadline.days', { days, hours })
    : hours
      ? t('deadline.hours', { hours, minutes: String(minutes).padStart(2, '0') })
      : t('deadline.minutes', { minutes });
  return (
    <div className={`deadline ${urgency}`}>
      <span>{urgency === 'late' ? t('deadline.late', { time }) : t('deadline.left', { time })}</span>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${Math.round(spent * 100)}%` }} />
      </span>
      <span className="visually-hidden">{t('deadline.due', { at: formatDateTime(c.deadline) })}</span>
    </div>
  );
}
