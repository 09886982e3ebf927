import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { gateway } from '../api/gateway';
import type { CaseDetail } from '../api/types';
import { useText } from '../i18n';
import { displayName } from '../ui/person';
import { Empty, Failure, Loading, useErrorText } from '../ui/states';
import { StudySearch } from './StudySearch';
import './request.css';

/** Which study an order is about where the gateway could not tell: the order's case goes on with the one picked here. */
export default function ChooseStudyPage() {
  const { caseId = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['case', caseId], queryFn: ({ signal }) => gateway.case(caseId, signal) });
  if (data) return <Choice c={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
}

function Choice({ c }: { c: CaseDetail }) {
  const t = useText();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const back = `/cases/${c.caseId}`;
  const choose = useMutation({
    mutationFn: (studyInstanceUID: string) => gateway.chooseStudy(c.caseId, studyInstanceUID),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['case', c.caseId] });
      await navigate(back, { replace: true });
    },
  });
  const facts = [c.patientID, c.accessionNumber, c.requestedProcedure].filter(Boolean);
  return (
    <div className="page request">
      <title>{`${t('request.chooseTitle')} · ${t('app.name')}`}</title>
      <header className="card-head">
        <h1>{t('request.chooseTitle')}</h1>
        <Link className="button end" to={back}>
          {t('request.backToCase')}
        </Link>
      </header>
      <section className="card chosen">
        <p className="chosen-line">
          <strong>{displayName(c.patientName)}</strong>
          <span className="muted">{facts.join(' · ')}</span>
        </p>
        <p className="muted">{t('request.chooseText')}</p>
        {choose.error && (
          <p className="field-error" role="alert">
            {errorText(choose.error)}
          </p>
        )}
      </section>
      {c.lacksStudy || choose.isPending ? (
        <StudySearch patientID={c.patientID} onChoose={(study) => choose.mutate(study.studyInstanceUID)} />
      ) : (
        <Empty title={t('request.hasStudy')} />
      )}
    </div>
  );
}
