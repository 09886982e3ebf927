import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { CaseRole, CaseSummary } from '../api/types';
import { useText } from '../i18n';
import { useMedia } from '../ui/media';
import { CaseRow, linkOf } from './CaseRow';
import { useVisibleRows } from './window';
import './cases.css';

interface Props {
  role: CaseRole;
  cases: CaseSummary[];
  /** Of all pages; more than `cases` until somebody has scrolled there. */
  total: number;
  now: number;
  dimmed: boolean;
  onNearEnd: () => void;
}

const ROW_PX = 54;
/** A card of worklist.css, with the space below it. */
const CARD_PX = 150;
const NEAR = 40;

/** As many rows as the list has, drawn only where somebody looks. */
export function CaseTable({ role, cases, total, now, dimmed, onNearEnd }: Props) {
  const t = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const rowHeight = useMedia('(max-width: 860px)') ? CARD_PX : ROW_PX;
  const { first, end } = useVisibleRows(body, rowHeight, cases.length);
  const walk = useWalk(body, cases, rowHeight);
  useEffect(() => {
    if (end > cases.length - NEAR) onNearEnd();
  });
  const head = (key: 'state' | 'priority' | 'patient' | 'sexAge' | 'modality' | 'study' | 'from' | 'to' | 'reader' | 'age'): ReactNode => (
    <th scope="col" className={`h-${key}`}>
      {t(`worklist.${key}`)}
    </th>
  );
  return (
    <table className="cases" data-dimmed={dimmed} aria-rowcount={total + 1} onKeyDown={walk}>
      <caption className="visually-hidden">{t('worklist.table')}</caption>
      <thead>
        <tr aria-rowindex={1}>
          {head('state')}
          {head('priority')}
          {head('patient')}
          {head('sexAge')}
          {head('modality')}
          {head('study')}
          {head(role === 'CONSULTING' ? 'from' : 'to')}
          {head('reader')}
          {head('age')}
        </tr>
      </thead>
      <tbody ref={body}>
        <Space rows={first} rowHeight={rowHeight} />
        {cases.slice(first, end).map((c, i) => (
          <CaseRow key={c.caseId} role={role} c={c} now={now} rowIndex={first + i + 2} />
        ))}
        <Space rows={cases.length - end} rowHeight={rowHeight} />
      </tbody>
    </table>
  );
}

function Space({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  if (rows <= 0) return null;
  return (
    <tr className="space" aria-hidden="true">
      <td colSpan={9} style={{ height: rows * rowHeight }} />
    </tr>
  );
}

/** The arrows walk from patient to patient, whether or not the next one is drawn already; Enter is the link's own. */
function useWalk(body: React.RefObject<HTMLElement | null>, cases: CaseSummary[], rowHeight: number) {
  const [wanted, setWanted] = useState(-1);
  useEffect(() => {
    const c = cases[wanted];
    if (!c || !body.current) return;
    const link = body.current.querySelector<HTMLElement>(`a[href="${linkOf(c)}"]`);
    link?.focus({ preventScroll: true });
    link?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    if (link) setWanted(-1);
    else window.scrollTo({ top: body.current.getBoundingClientRect().top + window.scrollY + wanted * rowHeight - window.innerHeight / 2 });
  });
  return (event: KeyboardEvent<HTMLElement>) => {
    const at = cases.findIndex((c) => linkOf(c) === (event.target as HTMLElement).getAttribute('href'));
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
    if (at < 0 || step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setWanted(Math.max(0, Math.min(cases.length - 1, at + step)));
  };
}
