import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { useNow } from '../ui/now';
import { displayName } from '../ui/person';
import { useSexAndAge } from '../worklist/labels';

export function ChosenStudy({ study, onChange }: { study: PacsStudy; onChange: () => void }) {
  const t = useText();
  const now = useNow(60_000);
  const sexAndAge = useSexAndAge();
  return (
    <section className="card chosen">
      <div className="card-head">
        <h2>{t('request.chosen')}</h2>
        <button type="button" className="button end" onClick={onChange}>
          {t('request.change')}
        </button>
      </div>
      <p className="chosen-line">
        <strong>{displayName(study.patientName)}</strong>
        <span>{sexAndAge(study.patientSex, study.patientBirthDate, now)}</span>
        <span className="muted">{study.patientID}</span>
      </p>
      <p className="chosen-line">
        <b>{study.modalities.join(' ')}</b>
        <span>{study.studyDescription}</span>
        <span className="muted">{formatDay(study.studyDate)}</span>
        <span className="muted">{study.accessionNumber}</span>
      </p>
    </section>
  );
}
