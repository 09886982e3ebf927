import { useSearchParams } from 'react-router';
import type { CaseRole } from '../api/types';

/** What the list shows and in which order; it lives in the address, so that a link or a reload shows the same. */
export interface Filter {
  /** A case state, or `ALL`. */
  state: string;
  priority: string;
  q: string;
  modality: string;
  /** The other site. */
  site: string;
  /** `me`, `nobody` or empty. */
  assignee: string;
  /** ISO days. */
  from: string;
  to: string;
  sort: string;
}

const KEYS = ['state', 'priority', 'q', 'modality', 'site', 'assignee', 'from', 'to', 'sort'] as const;
const NARROWING = KEYS.filter((key) => key !== 'state' && key !== 'sort');

/** A radiologist comes for what is to be read; a requesting doctor for what became of the requests. */
const usualState = (role: CaseRole) => (role === 'CONSULTING' ? 'READABLE' : 'ALL');

/** Whether the list is narrowed down by more than a state. */
export const isNarrowed = (filter: Filter) => NARROWING.some((key) => filter[key] !== '');

/** As few search parameters as say it. */
export function toSearch(filter: Filter, role: CaseRole): URLSearchParams {
  const said = KEYS.map((key) => [key, filter[key]] as [string, string]);
  return new URLSearchParams(said.filter(([key, value]) => value !== '' && !(key === 'state' && value === usualState(role))));
}

export function fromSearch(search: URLSearchParams, role: CaseRole): Filter {
  const filter = Object.fromEntries(KEYS.map((key) => [key, search.get(key) ?? ''])) as unknown as Filter;
  return { ...filter, state: filter.state || usualState(role) };
}

export function useCaseFilter(role: CaseRole): [Filter, (change: Partial<Filter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = fromSearch(search, role);
  const change = (part: Partial<Filter>) => setSearch(toSearch({ ...filter, ...part }, role), { replace: true });
  return [filter, change];
}
