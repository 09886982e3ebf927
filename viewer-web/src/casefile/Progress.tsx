import { useRef } from 'react';
import type { CaseDetail } from '../api/types';
import { useText } from '../i18n';
import { CheckIcon } from '../ui/icons';
import { Remaining } from '../ui/Remaining';
import type { Standing } from '../ui/remaining';
import { stepsOf } from './steps';

type Step = ReturnType<typeof stepsOf>[number];

export function Progress({ c }: { c: CaseDetail }) {
  const t = useText();
  const name = (step: Step['name']) =>
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
            <span className="sub">{step.count && <Count c={c} step={step} count={step.count} />}</span>
          </li>
        ))}
      </ol>
      {c.state !== 'NEEDS_ATTENTION' && <p className="muted">{t(`stateMeaning.${c.state}`)}</p>}
    </>
  );
}

/** “23 / 60 images at Bạch Mai · 2 min left”: the pace is that since the page was opened. */
function Count({ c, step, count }: { c: CaseDetail; step: Step; count: { done: number; all: number } }) {
  const t = useText();
  const now: Standing = { at: Date.now(), done: count.done };
  const first = useRef(now);
  const words = step.name === 'sent' ? t('casefile.countAt', { ...count, site: c.consultingSite.name }) : t('casefile.count', count);
  return (
    <>
      {words} {step.standing === 'current' && <Remaining from={first.current} now={now} all={count.all} />}
    </>
  );
}
