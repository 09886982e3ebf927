import { useEffect, useState, type RefObject } from 'react';

/** Rows beyond the screen that are there already when somebody scrolls. */
const OVERSCAN = 12;

export interface Rows {
  first: number;
  /** Exclusive. */
  end: number;
}

/** Which of equally high rows a screen shows, given where their first one lies relative to the top of the screen. */
export function visibleRows(top: number, screenHeight: number, rowHeight: number, count: number): Rows {
  const first = Math.max(0, Math.min(count, Math.floor(-top / rowHeight) - OVERSCAN));
  const end = Math.min(count, Math.ceil((screenHeight - top) / rowHeight) + OVERSCAN);
  return { first, end: Math.max(first, end) };
}

/** The rows to draw of a body that scrolls with the page; the others are two empty spaces. */
export function useVisibleRows(body: RefObject<HTMLElement | null>, rowHeight: number, count: number): Rows {
  const [rows, setRows] = useState<Rows>({ first: 0, end: Math.min(count, 40) });
  useEffect(() => {
    const measure = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const next = visibleRows(top, window.innerHeight, rowHeight, count);
      setRows((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    measure();
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [body, rowHeight, count]);
  return { first: Math.min(rows.first, count), end: Math.min(Math.max(rows.end, rows.first), count) };
}
