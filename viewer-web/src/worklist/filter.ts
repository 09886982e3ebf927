import { useSearchParams } from 'react-router';
import type { CaseRole } from '../api/types';

/** What the list shows; it lives in the address, so that a link or a reload shows the same. */
export interface Filter {
  /** A case state, or `ALL`. */
  state: string;
  priority: string;
  q: string;
}

/** A radiologist comes for what is to be read; a requesting doctor for what became of the requests. */
const usualState = (role: CaseRole) => (role === 'CONSULTING' ? 'READABLE' : 'ALL');

export function useCaseFilter(role: CaseRole): [Filter, (change: Partial<Filter>) => void] {
  const [search, setSearch] = useSearchParams();
  const usual = usualState(role);
  const filter = {
    state: search.get('state') ?? usual,
    priority: search.get('priority') ?? '',
    q: search.get('q') ?? '',
  };
  const change = (part: Partial<Filter>) => {
    const next = { ...filter, ...part };
    const said = Object.entries(next).filter(([key, value]) => value !== '' && !(key === 'state' && value === usual));
    setSearch(new URLSearchParams(said), { replace: true });
  };
  return [filter, change];
}
