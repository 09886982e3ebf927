import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSession } from '../app/session';
import type { CaseDetail } from '../api/types';
import { useText } from '../i18n';
import { ResultPanel } from '../report/ResultPanel';
import { BackIcon, DocumentIcon, WindowsIcon } from '../ui/icons';
import { displayName } from '../ui/person';
import { Failure, Loading } from '../ui/states';
import { PatientBar } from './PatientBar';
import { StudyArea } from './StudyArea';
import { useCase } from './useCase';
import { useImagesWindow } from './useImagesWindow';
import './reading.css';

/** Images and result side by side; on a narrow screen one of them at a time. */
export default function ReadingPage() {
  const t = useText();
  const { caseId = '' } = useParams();
  const { data, error, refetch } = useCase(caseId);
  if (data) return <Reading key={caseId} c={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading label={t('app.loading')} />;
}

function Reading({ c }: { c: CaseDetail }) {
  const t = useText();
  const { user } = useSession();
  const [tab, setTab] = useState<'images' | 'result'>('images');
  const images = useImagesWindow(c.caseId);
  const name = displayName(c.patientName);
  return (
    <div className={images.elsewhere ? 'reading report-only' : 'reading'} data-tab={images.elsewhere ? 'result' : tab}>
      <title>{`${name} · ${t('app.name')}`}</title>
      <h1 className="visually-hidden">{t('reading.title', { patient: name })}</h1>
      <div className="reading-bar">
        {c.role === 'CONSULTING' && user.roles.includes('RADIOLOGIST') && (
          <Link className="button quiet" to="/reading">
            <BackIcon />
            {t('reading.list')}
          </Link>
        )}
        <PatientBar c={c} />
        <button type="button" className="button quiet wide-only" data-images-window onClick={images.elsewhere ? images.fetchBack : images.open}>
          <WindowsIcon />
          {t(images.elsewhere ? 'reading.fetchImages' : 'reading.ownWindow')}
        </button>
        <Link className="button quiet" to={`/cases/${c.caseId}`}>
          <DocumentIcon />
          {t('reading.caseFile')}
        </Link>
      </div>
      {!images.elsewhere && (
        <div className="segments reading-tabs" role="group" aria-label={t('reading.tabs')}>
          {(['images', 'result'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {t(`reading.${name}`)}
            </button>
          ))}
        </div>
      )}
      {images.elsewhere ? (
        <p className="images-elsewhere" role="status">
          {t('reading.elsewhere')}
        </p>
      ) : (
        <StudyArea c={c} />
      )}
      <ResultPanel c={c} />
    </div>
  );
}
