import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { useNow } from '../ui/now';
import { displayName } from '../ui/person';
import { useSexAndAge } from '../worklist/labels';

interface Props {
  studies: PacsStudy[];
  onChoose: (study: PacsStudy) => void;
}

export function StudyTable({ studies, onChoose }: Props) {
  const t = useText();
  const now = useNow(60_000);
  const sexAndAge = useSexAndAge();
  return (
    <section className="card">
      <h2>
        <span role="status">{t('request.found', { count: studies.length })}</span>
      </h2>
      <ul className="found" aria-label={t('request.results')}>
        {studies.map((study) => (
          <li key={study.studyInstanceUID}>
            <div>
              <strong>{displayName(study.patientName)}</strong>
              <span className="sub">
                {sexAndAge(study.patientSex, study.patientBirthDate, now)} · {study.patientID}
              </span>
            </div>
            <div>
              <span>
                <b>{study.modalities.join(' ')}</b> {study.studyDescription}
              </span>
              <span className="sub">
                {[
                  formatDay(study.studyDate),
                  study.accessionNumber,
                  study.numberOfInstances > 0 && t('request.images', { count: study.numberOfInstances }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <button type="button" className="button" onClick={() => onChoose(study)}>
              {t('request.choose')}
              <span className="visually-hidden">
                {' '}
                {displayName(study.patientName)} {study.studyDescription}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
