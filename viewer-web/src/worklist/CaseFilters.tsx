import { useState } from 'react';
import type { CaseList, CaseRole, CaseState, Priority } from '../api/types';
import { useText } from '../i18n';
import { formatDay, parseDay } from '../ui/clock';
import { isNarrowed, type Filter } from './filter';
import { SavedFilters } from './SavedFilters';
import { SearchField } from './SearchField';
import './filters.css';

const STATES: Record<CaseRole, CaseState[]> = {
  CONSULTING: ['READABLE', 'ARRIVED', 'SIGNED', 'SEALING', 'AWAITING_COUNTERSIGNATURE', 'CLOSED', 'DECLINED', 'NEEDS_ATTENTION'],
  REQUESTING: [
    'REQUESTED', 'FETCHING', 'PREPARING', 'SENDING', 'AWAITING_RESULT', 'RETURNING', 'SEALING', 'CLOSED', 'DECLINED', 'NEEDS_ATTENTION',
  ],
};
const PRIORITIES: Priority[] = ['STAT', 'URGENT', 'ROUTINE'];
const ORDERS = ['READING', 'DEADLINE', 'NEWEST', 'OLDEST', 'PATIENT', 'STATE'] as const;
const NOTHING: Partial<Filter> = { priority: '', q: '', modality: '', site: '', assignee: '', from: '', to: '' };

interface Props {
  role: CaseRole;
  filter: Filter;
  page: CaseList | undefined;
  onChange: (change: Partial<Filter>) => void;
}

export function CaseFilters({ role, filter, page, onChange }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const options = (all: string, values: [string, string][]) => [['', all] as [string, string], ...values];
  return (
    <div className="filters" role="search" aria-label={t('worklist.filters')} data-open={open}>
      <div className="filter-row">
        <SearchField value={filter.q} onChange={(q) => onChange({ q })} />
        <button type="button" className="button filter-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('worklist.filters')}
        </button>
        <Choice
          name={t('worklist.priority')}
          value={filter.priority}
          options={options(t('worklist.allPriorities'), PRIORITIES.map((one) => [one, t(`priority.${one}`)]))}
          onChange={(priority) => onChange({ priority })}
        />
        <Choice
          name={t('worklist.modality')}
          value={filter.modality}
          options={options(t('worklist.allModalities'), (page?.modalities ?? []).map((one) => [one, one]))}
          onChange={(modality) => onChange({ modality })}
        />
        <Choice
          name={role === 'CONSULTING' ? t('worklist.from') : t('worklist.to')}
          value={filter.site}
          options={options(t('worklist.allSites'), (page?.sites ?? []).map(({ siteId, name }) => [siteId, name]))}
          onChange={(site) => onChange({ site })}
        />
        {role === 'CONSULTING' && (
          <Choice
            name={t('worklist.reader')}
            value={filter.assignee}
            options={options(t('worklist.anyReader'), [['me', t('worklist.mine')], ['nobody', t('worklist.nobodys')]])}
            onChange={(assignee) => onChange({ assignee })}
          />
        )}
        <div className="days">
          <Day name={t('worklist.fromDay')} value={filter.from} onChange={(from) => onChange({ from })} />
          <Day name={t('worklist.toDay')} value={filter.to} onChange={(to) => onChange({ to })} />
        </div>
        <Choice
          name={t('worklist.sort')}
          value={filter.sort || 'READING'}
          options={ORDERS.map((one) => [one, t(`worklist.order.${one}`)])}
          onChange={(sort) => onChange({ sort: sort === 'READING' ? '' : sort })}
        />
        {isNarrowed(filter) && (
          <button type="button" className="button quiet" onClick={() => onChange(NOTHING)}>
            {t('worklist.clear')}
          </button>
        )}
      </div>
      <div className="filter-row">
        <States role={role} filter={filter} counts={page?.counts} onChange={onChange} />
        <SavedFilters role={role} filter={filter} />
      </div>
    </div>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  // What an address asks for is shown even where the list knows it no more.
  const known = options.some(([one]) => one === value) ? options : [...options, [value, value] as [string, string]];
  return (
    <label className="inline-field" data-set={value !== known[0]?.[0]}>
      <span className="visually-hidden">{name}</span>
      <select title={name} value={value} onChange={(event) => onChange(event.target.value)}>
        {known.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A day as it is written here, dd/MM/yyyy, whatever country the browser comes from. */
function Day({ name, value, onChange }: { name: string; value: string; onChange: (day: string) => void }) {
  const t = useText();
  const [wrong, setWrong] = useState(false);
  const read = (input: HTMLInputElement) => {
    const typed = input.value.trim();
    const day = typed === '' ? '' : parseDay(typed);
    setWrong(day === null);
    if (day !== null && day !== value) onChange(day);
  };
  return (
    <label className="inline-field day" data-set={value !== ''}>
      <span>{name}</span>
      <input
        key={value}
        defaultValue={formatDay(value)}
        placeholder={t('request.dayFormat')}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={wrong || undefined}
        onBlur={(event) => read(event.currentTarget)}
        onKeyDown={(event) => event.key === 'Enter' && read(event.currentTarget)}
      />
    </label>
  );
}

interface StatesProps {
  role: CaseRole;
  filter: Filter;
  /** Unknown until the list has come. */
  counts: CaseList['counts'] | undefined;
  onChange: (change: Partial<Filter>) => void;
}

function States({ role, filter, counts, onChange }: StatesProps) {
  const t = useText();
  // States with nothing in them are left out, but for the one that is chosen and the one a reader comes for.
  const shown = STATES[role].filter((state) => counts?.[state] || state === filter.state || state === 'READABLE');
  const all = counts && Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <div className="chips" role="group" aria-label={t('worklist.state')}>
      {shown.map((state) => (
        <button key={state} type="button" aria-pressed={filter.state === state} onClick={() => onChange({ state })}>
          <span className={`dot ${state}`} aria-hidden="true" />
          {t(`state.${state}`)} {counts && <b>{counts[state] ?? 0}</b>}
        </button>
      ))}
      <button type="button" aria-pressed={filter.state === 'ALL'} onClick={() => onChange({ state: 'ALL' })}>
        {t('worklist.allStates')} {counts && <b>{all}</b>}
      </button>
    </div>
  );
}
