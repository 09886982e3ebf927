import { useEffect, useRef, useState } from 'react';
import type { CaseList, CaseRole, CaseState, Priority } from '../api/types';
import { useText } from '../i18n';
import { SearchIcon } from '../ui/icons';
import type { Filter } from './filter';

const STATES: Record<CaseRole, CaseState[]> = {
  CONSULTING: ['READABLE', 'ARRIVED', 'SIGNED', 'SEALING', 'AWAITING_COUNTERSIGNATURE', 'CLOSED', 'NEEDS_ATTENTION'],
  REQUESTING: ['REQUESTED', 'FETCHING', 'PREPARING', 'SENDING', 'AWAITING_RESULT', 'RETURNING', 'SEALING', 'CLOSED', 'NEEDS_ATTENTION'],
};
const PRIORITIES: Priority[] = ['STAT', 'URGENT', 'ROUTINE'];
const TYPING_PAUSE_MS = 250;

interface Props {
  role: CaseRole;
  filter: Filter;
  counts: CaseList['counts'];
  onChange: (change: Partial<Filter>) => void;
}

export function CaseFilters({ role, filter, counts, onChange }: Props) {
  const t = useText();
  // States with nothing in them are left out, but for the one that is chosen and the one a reader comes for.
  const shown = STATES[role].filter((state) => counts[state] || state === filter.state || state === 'READABLE');
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <div className="filters" role="search" aria-label={t('worklist.filters')}>
      <SearchField value={filter.q} onChange={(q) => onChange({ q })} />
      <label className="inline-field">
        <span className="visually-hidden">{t('worklist.priority')}</span>
        <select value={filter.priority} onChange={(event) => onChange({ priority: event.target.value })}>
          <option value="">{t('worklist.allPriorities')}</option>
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priority.${priority}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="chips" role="group" aria-label={t('worklist.state')}>
        {shown.map((state) => (
          <button key={state} type="button" aria-pressed={filter.state === state} onClick={() => onChange({ state })}>
            <span className={`dot ${state}`} aria-hidden="true" />
            {t(`state.${state}`)} <b>{counts[state] ?? 0}</b>
          </button>
        ))}
        <button type="button" aria-pressed={filter.state === 'ALL'} onClick={() => onChange({ state: 'ALL' })}>
          {t('worklist.allStates')} <b>{all}</b>
        </button>
      </div>
    </div>
  );
}

/** Searches after a pause in typing, never in the middle of a composed letter. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (text === value || composing.current) return;
    const timer = setTimeout(() => latest.current(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <label className="search">
      <SearchIcon />
      <span className="visually-hidden">{t('worklist.search')}</span>
      <input
        type="search"
        data-search
        placeholder={t('worklist.search')}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          latest.current(event.currentTarget.value);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
