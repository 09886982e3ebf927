import { useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';
import type { CaseRole } from '../api/types';
import { useText } from '../i18n';
import { CrossIcon } from '../ui/icons';
import { usePreference } from '../ui/preference';
import { isNarrowed, toSearch, type Filter } from './filter';

/** A filter that somebody comes back to; `search` as in the address. */
interface Saved {
  name: string;
  search: string;
}

const MOST = 12;

/** A person's own views of the list: kept at the gateway, a link each. */
export function SavedFilters({ role, filter }: { role: CaseRole; filter: Filter }) {
  const t = useText();
  const [saved, change] = usePreference<Saved[]>(role === 'CONSULTING' ? 'reading-filters' : 'request-filters', []);
  const [naming, setNaming] = useState(false);
  const search = toSearch(filter, role).toString();
  const isSaved = saved.some((one) => one.search === search);

  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('filter-name')).trim();
    if (name) change([...saved.filter((one) => one.name !== name), { name, search }].slice(-MOST));
    setNaming(false);
  };
  return (
    <div className="saved-filters" role="group" aria-label={t('worklist.saved')}>
      {saved.map((one) => (
        <span key={one.name} className="saved-filter" data-current={one.search === search}>
          <Link to={`?${one.search}`} replace>
            {one.name}
          </Link>
          <button type="button" title={t('worklist.forget')} onClick={() => change(saved.filter((other) => other !== one))}>
            <CrossIcon />
            <span className="visually-hidden">
              {t('worklist.forget')} {one.name}
            </span>
          </button>
        </span>
      ))}
      {naming ? (
        <form onSubmit={save}>
          <input name="filter-name" aria-label={t('worklist.filterName')} placeholder={t('worklist.filterName')} maxLength={40} autoFocus />
          <button type="submit" className="button">
            {t('app.save')}
          </button>
        </form>
      ) : (
        (isNarrowed(filter) || filter.sort) && !isSaved && saved.length < MOST && (
          <button type="button" className="button quiet" onClick={() => setNaming(true)}>
            {t('worklist.saveFilter')}
          </button>
        )
      )}
    </div>
  );
}
