import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { onWindowMessage, tellWindows } from '../app/windows';
import { useText } from '../i18n';
import { showImage } from '../report/imageLinks';
import { displayName } from '../ui/person';
import { Failure, Loading } from '../ui/states';
import { PatientBar } from './PatientBar';
import { StudyArea } from './StudyArea';
import { useCase } from './useCase';
import './reading.css';

/** The images of a case in a window of their own, for the second monitor; the report's window leads. */
export default function ImagesPage() {
  const t = useText();
  const { caseId = '' } = useParams();
  const { data, error, refetch } = useCase(caseId);
  useFollowing(caseId);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading label={t('app.loading')} />;
  const name = displayName(data.patientName);
  return (
    <div className="reading images-only">
      <title>{`${t('reading.imagesOf', { patient: name })} · ${t('app.name')}`}</title>
      <h1 className="visually-hidden">{t('reading.imagesOf', { patient: name })}</h1>
      <div className="reading-bar">
        <PatientBar c={data} />
      </div>
      <StudyArea key={caseId} c={data} />
    </div>
  );
}

/** Goes where the report goes, says that it is here, and leaves when it is not wanted any more. */
function useFollowing(caseId: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    const stop = onWindowMessage((message) => {
      if (message.kind === 'open') {
        tellWindows({ kind: 'here', caseId: message.caseId });
        if (message.caseId !== caseId) void navigate(`/reading/${message.caseId}/images`, { replace: true });
      } else if (message.kind === 'loggedOut' || (message.kind === 'fetch' && message.caseId === caseId)) {
        window.close();
      } else if (message.kind === 'show' && message.caseId === caseId) {
        showImage(message.link);
      }
    });
    const leave = () => tellWindows({ kind: 'gone', caseId });
    window.addEventListener('pagehide', leave);
    tellWindows({ kind: 'here', caseId });
    return () => {
      stop();
      window.removeEventListener('pagehide', leave);
    };
  }, [caseId, navigate]);
}
