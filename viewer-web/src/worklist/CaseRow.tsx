import { useRef, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseRole, CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { displayName } from '../ui/person';
import { standing } from './deadline';
import { DeadlineCell } from './DeadlineCell';
import { FetchAhead } from './FetchAhead';
import { CriticalMark, PriorityBadge, StateLabel, useSexAndAge } from './labels';

interface Props {
  role: CaseRole;
  c: CaseSummary;
  now: number;
  rowIndex: number;
}

export const linkOf = (c: CaseSummary) => (c.role === 'CONSULTING' ? `/reading/${c.caseId}` : `/cases/${c.caseId}`);

export function CaseRow({ role, c, now, rowIndex }: Props) {
  const t = useText();
  const navigate = useNavigate();
  const sexAndAge = useSexAndAge();
  const link = useRef<HTMLAnchorElement>(null);
  const open = (event: MouseEvent) => {
    // The whole row is a target for the mouse; selecting text in it is not a click.
    if (event.target === link.current || window.getSelection()?.toString()) return;
    void navigate(linkOf(c));
  };
  const alarm = c.critical === 'OPEN' || (c.priority === 'STAT' && standing(c, now).urgency !== 'done');
  return (
    <tr aria-rowindex={rowIndex} onClick={open} data-alarm={alarm}>
      <td className="c-state">
        <StateLabel state={c.state} reason={c.reason} />
        <CriticalMark critical={c.critical} />
      </td>
      <td className="c-priority">
        <PriorityBadge priority={c.priority} />
      </td>
      <td className="c-patient">
        <Link ref={link} to={linkOf(c)} title={displayName(c.patientName)}>
          {displayName(c.patientName)}
        </Link>
        <span className="sub">{c.patientID}</span>
      </td>
      <td className="c-sex">{sexAndAge(c.patientSex, c.patientBirthDate, now)}</td>
      <td className="c-modality">
        <b>{c.modalities.join(' ')}</b>
        {role === 'CONSULTING' && c.numberOfImages > 0 ? (
          <FetchAhead c={c} />
        ) : (
          <span className="sub">{c.numberOfImages > 0 && t('worklist.images', { count: c.numberOfImages })}</span>
        )}
      </td>
      <td className="c-study">
        <span title={c.requestedProcedure}>{c.requestedProcedure}</span>
        <span className="sub">{c.accessionNumber}</span>
      </td>
      <td className="c-site">
        <span>{role === 'CONSULTING' ? c.requestingSite.name : c.consultingSite.name}</span>
        <span className="sub">{formatDateTime(c.createdAt)}</span>
      </td>
      <td className="c-reader">{c.assignedTo?.displayName}</td>
      <td className="c-deadline">
        <DeadlineCell c={c} now={now} />
      </td>
    </tr>
  );
}
