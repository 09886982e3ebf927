import type { CaseDetail } from '../api/types';
import { useText } from '../i18n';
import { CheckIcon } from '../ui/icons';
import { stepsOf } from './steps';

export function Progress({ c }: { c: CaseDetail }) {
  const t = useText();
  const name = (step: ReturnType<typeof stepsOf>[number]['name']) =>
    step === 'images' && c.role === 'CONSULTING' ? t('casefile.stepArrived') : t(`casefile.step.${step}`);
  const word = { done: t('casefile.done'), current: t('casefile.current'), waiting: t('casefile.waiting') };
  return (
    <>
      <ol className="steps">
        {stepsOf(c).map((step) => (
          <li key={step.name} data-standing={step.standing} aria-current={step.standing === 'current' ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">
              {step.standing === 'done' && <CheckIcon />}
            </span>
            <span className="step-name">{name(step.name)}</span>
            <span className="visually-hidden">{word[step.standing]}</span>
            <span className="sub">{step.count && t('casefile.count', step.count)}</span>
          </li>
        ))}
      </ol>
      {c.state !== 'NEEDS_ATTENTION' && <p className="muted">{t(`stateMeaning.${c.state}`)}</p>}
    </>
  );
}
