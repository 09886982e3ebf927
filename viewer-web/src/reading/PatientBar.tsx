import type { CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { useNow } from '../ui/now';
import { displayName } from '../ui/person';
import { DeadlineCell } from '../worklist/DeadlineCell';
import { PriorityBadge, StateLabel, useSexAndAge } from '../worklist/labels';

/** Whose images these are: always in sight, so that no result is written for the wrong patient. */
export function PatientBar({ c }: { c: CaseSummary }) {
  const t = useText();
  const now = useNow(15_000);
  const sexAndAge = useSexAndAge();
  return (
    <div className="patient-bar" role="group" aria-label={t('reading.patient')}>
      <PriorityBadge priority={c.priority} />
      <strong>{displayName(c.patientName)}</strong>
      <span>{sexAndAge(c.patientSex, c.patientBirthDate, now)}</span>
      {c.patientBirthDate && (
        <span className="muted wide-only">
          {t('person.birth')} {formatDay(c.patientBirthDate)}
        </span>
      )}
      <span className="muted">{c.patientID}</span>
      <span className="muted wide-only ordered" title={c.requestedProcedure}>
        {c.requestedProcedure}
      </span>
      <span className="patient-bar-end">
        <StateLabel state={c.state} reason={c.reason} />
        {!c.signed && <DeadlineCell c={c} now={now} />}
      </span>
    </div>
  );
}
