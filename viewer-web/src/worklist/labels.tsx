import type { CaseState, CriticalState, Priority } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { translatedReason } from '../i18n/reasons';
import { dayAtHanoi } from '../ui/clock';
import { ageOn } from './age';
import './labels.css';

export function StateLabel({ state, reason }: { state: CaseState; reason?: string }) {
  const t = useText();
  const language = useLanguage();
  const why = reason && (translatedReason(reason, language) ?? reason);
  return (
    <span className="state-label" title={why || t(`stateMeaning.${state}`)}>
      <span className={`dot ${state}`} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  );
}

export function PriorityBadge({ priority }: { priority: Priority }) {
  const t = useText();
  return <span className={`badge ${priority}`}>{t(`priority.${priority}`)}</span>;
}

/** Whether something was found that the requesting doctor must know at once, and whether they do. */
export function CriticalMark({ critical }: { critical: CriticalState }) {
  const t = useText();
  if (critical === 'NONE') return null;
  return <span className={`critical-mark ${critical}`}>{t(`critical.state.${critical}`)}</span>;
}

/** “Nam, 63 tuổi”: what is unknown is left out, and said only where nothing is known. */
export function useSexAndAge(): (sex: string, birthDate: string | null | undefined, now: number) => string {
  const t = useText();
  return (sex, birthDate, now) => {
    const age = ageOn(birthDate, dayAtHanoi(now));
    const known = [
      sex === 'M' || sex === 'F' || sex === 'O' ? t(`sex.${sex}`) : '',
      age ? t(`age.${age.unit}`, { value: age.value }) : '',
    ].filter(Boolean);
    return known.join(', ') || t('sex.unknown');
  };
}
