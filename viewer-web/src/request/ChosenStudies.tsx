import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { CrossIcon } from '../ui/icons';
import { useNow } from '../ui/now';
import { displayName } from '../ui/person';
import { useSexAndAge } from '../worklist/labels';

interface Props {
  /** Of one patient. */
  studies: PacsStudy[];
  onRemove: (study: PacsStudy) => void;
  onMore: () => void;
}

export function ChosenStudies({ studies, onRemove, onMore }: Props) {
  const t = useText();
  const now = useNow(60_000);
  const sexAndAge = useSexAndAge();
  const patient = studies[0];
  if (!patient) return null;
  return (
    <section className="card chosen">
      <div className="card-head">
        <h2>{t('request.chosen')}</h2>
        <button type="button" className="button end" data-more onClick={onMore}>
          {t('request.more')}
        </button>
      </div>
      <p className="chosen-line">
        <strong>{displayName(patient.patientName)}</strong>
        <span>{sexAndAge(patient.patientSex, patient.patientBirthDate, now)}</span>
        <span className="muted">{patient.patientID}</span>
      </p>
      <ul>
        {studies.map((study) => (
          <li key={study.studyInstanceUID} className="chosen-line">
            <b>{study.modalities.join(' ')}</b>
            <span>{study.studyDescription}</span>
            <span className="muted">{formatDay(study.studyDate)}</span>
            <span className="muted">{study.accessionNumber}</span>
            <button type="button" className="button quiet icon-only" title={t('request.remove')} onClick={() => onRemove(study)}>
              <CrossIcon />
              <span className="visually-hidden">
                {t('request.remove')} {study.studyDescription} {formatDay(study.studyDate)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {studies.length > 1 && <p className="muted">{t('request.several', { count: studies.length })}</p>}
    </section>
  );
}
