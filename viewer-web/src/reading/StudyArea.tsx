import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Empty, Failure, Loading } from '../ui/states';
import { fetchStudy } from './study';

const Viewer = lazy(() => import('./Viewer'));

/** The images of a case, or why there are none. */
export function StudyArea({ c }: { c: CaseDetail }) {
  const { user } = useSession();
  const [studyInstanceUID] = c.studies;
  const writable = c.role === 'CONSULTING' && c.state === 'READABLE' && !c.signed && user.roles.includes('RADIOLOGIST');
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['study', studyInstanceUID],
    queryFn: ({ signal }) => fetchStudy(studyInstanceUID ?? '', signal),
    enabled: Boolean(studyInstanceUID),
    staleTime: Infinity,
    gcTime: 0, // names and texts of a patient do not stay in memory once the case is left
  });
  return (
    <section className="study" aria-label={t('reading.images')}>
      {!studyInstanceUID && <Empty title={t('reading.noStudy')} />}
      {studyInstanceUID && error && <Failure error={error} onRetry={() => void refetch()} />}
      {studyInstanceUID && !error && !data && <Loading label={t('reading.loadingImages')} />}
      {data && (
        <Suspense fallback={<Loading label={t('reading.loadingViewer')} />}>
          <Viewer caseId={c.caseId} writable={writable} study={data} notices={[t('viewer.notDiagnostic')]} />
        </Suspense>
      )}
    </section>
  );
}
