import { useState } from 'react';
import type { CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { displayName } from '../ui/person';

type Ahead = { kind: 'not' | 'failed' | 'done' } | { kind: 'running'; done: number; all: number };

/** How many images a case has; pressed, it brings them to this computer before the case is opened. */
export function FetchAhead({ c }: { c: CaseSummary }) {
  const t = useText();
  const [ahead, setAhead] = useState<Ahead>({ kind: 'not' });
  const start = async () => {
    setAhead({ kind: 'running', done: 0, all: c.numberOfImages });
    try {
      const { fetchAhead } = await import('./fetchAhead');
      await fetchAhead(c.studyInstanceUID, (done, all) => setAhead({ kind: 'running', done, all }));
      setAhead({ kind: 'done' });
    } catch {
      setAhead({ kind: 'failed' });
    }
  };
  const said = {
    not: t('worklist.fetchAhead', { patient: displayName(c.patientName) }),
    running: ahead.kind === 'running' ? t('worklist.ahead', ahead) : '',
    failed: t('worklist.aheadFailed'),
    done: t('worklist.aheadDone'),
  }[ahead.kind];
  const images = t('worklist.images', { count: c.numberOfImages });
  return (
    <button
      type="button"
      className="ahead"
      data-ahead={ahead.kind}
      title={said}
      aria-label={`${images}. ${said}`}
      disabled={ahead.kind === 'running' || ahead.kind === 'done'}
      onClick={(event) => {
        event.stopPropagation();
        void start();
      }}
    >
      {ahead.kind === 'running' ? `${ahead.done}/${ahead.all}` : images}
      <span aria-hidden="true">{{ not: '↓', running: '…', failed: '!', done: '✓' }[ahead.kind]}</span>
    </button>
  );
}
