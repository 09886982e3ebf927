import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { usePollMs } from '../app/live';
import { gateway } from '../api/gateway';
import type { CaseRole } from '../api/types';
import { useText } from '../i18n';
import { useNow } from '../ui/now';
import { Empty, Failure, Loading } from '../ui/states';
import { CaseFilters } from './CaseFilters';
import { CaseTable } from './CaseTable';
import { isNarrowed, useCaseFilter, type Filter } from './filter';
import { OpenFindings } from './OpenFindings';
import './worklist.css';

const PAGE = 200;
/** How long the list has stood before the code of the images is fetched behind it. */
const AHEAD_MS = 3000;

/** The reading list of a radiologist (role CONSULTING) or the requests of a requesting doctor (role REQUESTING). */
export function WorklistPage({ role }: { role: CaseRole }) {
  const t = useText();
  const now = useNow(15_000);
  const [filter, change] = useCaseFilter(role);
  const list = useCases(role, filter);
  const { data, error, isPending, refetch } = list;
  const cases = useMemo(() => data?.pages.flatMap((page) => page.cases) ?? [], [data]);
  const newest = data?.pages.at(-1);

  const stands = role === 'CONSULTING' && cases.length > 0;
  useEffect(() => {
    if (!stands) return;
    const timer = setTimeout(() => void import('../reading/ReadingPage'), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [stands]);

  const title = role === 'CONSULTING' ? t('worklist.readingTitle') : t('worklist.requestsTitle');
  const filtered = isNarrowed(filter) || (filter.state !== 'ALL' && filter.state !== 'READABLE');
  return (
    <div className="worklist">
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{title}</h1>
        {newest && (
          <span className="muted" role="status">
            {t('worklist.total', { count: newest.total })}
          </span>
        )}
      </div>
      {role === 'REQUESTING' && <OpenFindings cases={cases} />}
      <CaseFilters role={role} filter={filter} page={newest} onChange={change} />
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
      {cases.length > 0 && newest && (
        <CaseTable
          role={role}
          cases={cases}
          total={newest.total}
          now={now}
          dimmed={list.isPlaceholderData}
          onNearEnd={() => list.hasNextPage && !list.isFetching && void list.fetchNextPage()}
        />
      )}
    </div>
  );
}

/** Pages of the list as far as somebody has scrolled; renewed whenever the gateway says so. */
function useCases(role: CaseRole, { state, ...rest }: Filter) {
  return useInfiniteQuery({
    queryKey: ['cases', role, state, rest],
    queryFn: ({ signal, pageParam }) =>
      gateway.cases({ role, state: state === 'ALL' ? undefined : state, ...rest, limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ total, cases }, _, offset) => (cases.length > 0 && offset + cases.length < total ? offset + cases.length : undefined),
    refetchInterval: usePollMs(),
    placeholderData: keepPreviousData,
  });
}
