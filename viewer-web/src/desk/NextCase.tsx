import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { gateway } from '../api/gateway';
import { useText } from '../i18n';
import { displayName } from '../ui/person';
import { PriorityBadge } from '../worklist/labels';
import './desk.css';

/** After a signature: the case that the reading list has on top now, one key away. */
export function NextCase({ caseId }: { caseId: string }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['cases', 'next', caseId],
    queryFn: ({ signal }) => gateway.cases({ role: 'CONSULTING', state: 'READABLE', limit: 5 }, signal),
  });
  const next = data?.cases.find((c) => c.caseId !== caseId && !c.signed);
  if (!data) return null;
  if (!next) return <p className="muted">{t('desk.noNext')}</p>;
  return (
    <Link className="button primary next-case" data-next to={`/reading/${next.caseId}`}>
      {t('desk.next')}
      <PriorityBadge priority={next.priority} />
      <span>{displayName(next.patientName)}</span>
    </Link>
  );
}
