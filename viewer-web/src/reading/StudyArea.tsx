import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { gateway } from '../api/gateway';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Empty, Failure, Loading } from '../ui/states';
import { DEFAULT_RULES, type HangingRule } from './hanging';
import { fetchStudy } from './study';

// Asked for beside the case and its metadata, not after them: it is most of what a first visit waits for.
const viewer = import('./Viewer');
const Viewer = lazy(() => viewer);
const RULES = ['preference', 'hanging'];

/** The images of a case, or why there are none. */
export function StudyArea({ c }: { c: CaseDetail }) {
  const { user, displaysCalibrated } = useSession();
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
  const priors = useQuery({
    queryKey: ['priors', c.caseId],
    queryFn: async ({ signal }) => (await gateway.priors(c.caseId, signal)).priors,
    retry: false,
    enabled: Boolean(studyInstanceUID),
    staleTime: Infinity,
    gcTime: 0,
  });
  const rules = useQuery({
    queryKey: RULES,
    queryFn: async () => (await gateway.preference('hanging')).value as HangingRule[] | null,
    retry: false,
    staleTime: Infinity,
  });
  const client = useQueryClient();
  const keep = useMutation({ mutationFn: (changed: HangingRule[]) => gateway.savePreference('hanging', changed) });
  const onRules = (changed: HangingRule[]) => {
    client.setQueryData(RULES, changed);
    keep.mutate(changed);
  };
  // What hangs where is known before the first image; a gateway that cannot say it delays no reading.
  const ready = data && !priors.isPending && !rules.isPending;
  return (
    <section className="study" aria-label={t('reading.images')}>
      {!studyInstanceUID && <Empty title={t('reading.noStudy')} />}
      {studyInstanceUID && error && <Failure error={error} onRetry={() => void refetch()} />}
      {studyInstanceUID && !error && !ready && <Loading label={t('reading.loadingImages')} />}
      {ready && (
        <Suspense fallback={<Loading label={t('reading.loadingViewer')} />}>
          <Viewer
            caseId={c.caseId}
            writable={writable}
            study={data}
            procedure={c.requestedProcedure}
            priors={priors.data ?? []}
            rules={rules.data ?? DEFAULT_RULES}
            onRules={onRules}
            notices={displaysCalibrated ? [] : [t('viewer.notDiagnostic')]}
          />
        </Suspense>
      )}
    </section>
  );
}
