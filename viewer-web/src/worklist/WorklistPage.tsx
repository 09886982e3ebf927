import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { gateway } from '../api/gateway';
import type { CaseRole } from '../api/types';
import { useText } from '../i18n';
import { useNow } from '../ui/now';
import { Empty, Failure, Loading } from '../ui/states';
import { CaseFilters } from './CaseFilters';
import { CaseTable } from './CaseTable';
import { useCaseFilter } from './filter';
import { inReadingOrder } from './order';
import './worklist.css';

const POLL_MS = 3000;
const PAGE = 200;

/** The reading list of a radiologist (role CONSULTING) or the requests of a requesting doctor (role REQUESTING). */
export function WorklistPage({ role }: { role: CaseRole }) {
  const t = useText();
  const now = useNow(15_000);
  const [filter, change] = useCaseFilter(role);
  const [limit, setLimit] = useState(PAGE);
  const state = filter.state === 'ALL' ? undefined : filter.state;
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['cases', role, state, filter.priority, filter.q, limit],
    queryFn: ({ signal }) => gateway.cases({ role, state, priority: filter.priority, q: filter.q, limit }, signal),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  });
  const cases = useMemo(() => inReadingOrder(data?.cases ?? []), [data]);

  const title = role === 'CONSULTING' ? t('worklist.readingTitle') : t('worklist.requestsTitle');
  const filtered = Boolean(filter.q || filter.priority || (filter.state !== 'ALL' && data && data.total === 0));
  return (
    <div className="worklist">
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{title}</h1>
        {data && (
          <span className="muted" role="status">
            {t('worklist.shown', { shown: cases.length, total: data.total })}
          </span>
        )}
      </div>
      <CaseFilters role={role} filter={filter} counts={data?.counts ?? {}} onChange={change} />
      {error && data && (
        <p className="notice warning" role="alert">
          {t('worklist.stale')}
        </p>
      )}
      {isPending && !error && <Loading />}
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {data && cases.length === 0 && (
        <Empty title={t('worklist.emptyTitle')}>
          <p className="muted">
            {filtered ? t('worklist.emptyFiltered') : t(role === 'CONSULTING' ? 'worklist.emptyReading' : 'worklist.emptyRequests')}
          </p>
        </Empty>
      )}
      {cases.length > 0 && <CaseTable role={role} cases={cases} now={now} dimmed={isPlaceholderData} />}
      {data && data.total > limit && (
        <button type="button" className="button" onClick={() => setLimit(limit + PAGE)}>
          {t('worklist.more')}
        </button>
      )}
    </div>
  );
}
