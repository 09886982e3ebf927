import { Link } from 'react-router';
import type { CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { displayName } from '../ui/person';

/** Critical findings that nobody here has acknowledged yet: above everything else, until somebody does. */
export function OpenFindings({ cases }: { cases: CaseSummary[] }) {
  const t = useText();
  const open = cases.filter(({ critical }) => critical === 'OPEN');
  if (open.length === 0) return null;
  return (
    <div className="notice danger open-findings" role="alert">
      <strong>{t('critical.waiting', { count: open.length })}</strong>
      <ul>
        {open.map((c) => (
          <li key={c.caseId}>
            <Link to={`/cases/${c.caseId}`}>{displayName(c.patientName)}</Link> <span className="muted">{c.patientID}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
