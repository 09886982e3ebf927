import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseRole, CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { displayName } from '../ui/person';
import { standing } from './deadline';
import { DeadlineCell } from './DeadlineCell';
import { PriorityBadge, StateLabel, useSexAndAge } from './labels';

interface Props {
  role: CaseRole;
  cases: CaseSummary[];
  now: number;
  dimmed: boolean;
}

const linkTo = (c: CaseSummary) => (c.role === 'CONSULTING' ? `/reading/${c.caseId}` : `/cases/${c.caseId}`);

/** The arrows walk from patient to patient; Enter then is the link's own. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : step === undefined ? -1 : at + step;
  if (next < 0 || next >= links.length) return;
  event.preventDefault();
  links[next]?.focus();
}

export function CaseTable({ role, cases, now, dimmed }: Props) {
  const t = useText();
  return (
    <table className="cases" data-dimmed={dimmed} onKeyDown={walk}>
      <caption className="visually-hidden">{t('worklist.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('worklist.state')}</th>
          <th scope="col">{t('worklist.priority')}</th>
          <th scope="col">{t('worklist.patient')}</th>
          <th scope="col">{t('worklist.sexAge')}</th>
          <th scope="col">{t('worklist.modality')}</th>
          <th scope="col">{t('worklist.study')}</th>
          <th scope="col">{role === 'CONSULTING' ? t('worklist.from') : t('worklist.to')}</th>
          <th scope="col">{t('worklist.age')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((c) => (
          <CaseRow key={c.caseId} role={role} c={c} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function CaseRow({ role, c, now }: { role: CaseRole; c: CaseSummary; now: number }) {
  const t = useText();
  const navigate = useNavigate();
  const sexAndAge = useSexAndAge();
  const link = useRef<HTMLAnchorElement>(null);
  const open = (event: MouseEvent) => {
    // The whole row is a target for the mouse; selecting text in it is not a click.
    if (event.target === link.current || window.getSelection()?.toString()) return;
    void navigate(linkTo(c));
  };
  return (
    <tr onClick={open} data-alarm={c.priority === 'STAT' && standing(c, now).urgency !== 'done'}>
      <td className="c-state">
        <StateLabel state={c.state} reason={c.reason} />
      </td>
      <td className="c-priority">
        <PriorityBadge priority={c.priority} />
      </td>
      <td className="c-patient">
        <Link ref={link} to={linkTo(c)}>
          {displayName(c.patientName)}
        </Link>
        <span className="sub">{c.patientID}</span>
      </td>
      <td className="c-sex">{sexAndAge(c.patientSex, c.patientBirthDate, now)}</td>
      <td className="c-modality">
        <b>{c.modalities.join(' ')}</b>
        <span className="sub">{c.numberOfImages > 0 && t('worklist.images', { count: c.numberOfImages })}</span>
      </td>
      <td className="c-study">
        <span>{c.requestedProcedure}</span>
        <span className="sub">{c.accessionNumber}</span>
      </td>
      <td className="c-site">
        <span>{role === 'CONSULTING' ? c.requestingSite.name : c.consultingSite.name}</span>
        <span className="sub">{formatDateTime(c.createdAt)}</span>
      </td>
      <td className="c-deadline">
        <DeadlineCell c={c} now={now} />
      </td>
    </tr>
  );
}
