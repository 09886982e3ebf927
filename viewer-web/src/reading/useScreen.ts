import { useMemo, useState } from 'react';
import type { Series } from './study';

export interface Layout {
  rows: number;
  columns: number;
}

export const LARGEST: Layout = { rows: 3, columns: 4 };

/** What hangs where: a grid of panes, a series or nothing in each, and the pane that tools and keys speak to. */
export interface Screen {
  layout: Layout;
  /** A series, or undefined for an empty pane; row by row. */
  cells: (Series | undefined)[];
  active: number;
  setLayout: (layout: Layout) => void;
  setActive: (cell: number) => void;
  hang: (cell: number, series: Series) => void;
}

export function useScreen(series: readonly Series[], initial: Layout): Screen {
  const [layout, setLayout] = useState(initial);
  const [active, setActive] = useState(0);
  // By UID, for all panes there may ever be: a smaller layout only hides the others.
  const [hung, setHung] = useState<(string | undefined)[]>(() => series.map((one) => one.seriesInstanceUID));
  const count = layout.rows * layout.columns;
  const cells = useMemo(
    () => Array.from({ length: count }, (_, i) => series.find((one) => one.seriesInstanceUID === hung[i])),
    [series, hung, count],
  );
  return {
    layout,
    cells,
    active: Math.min(active, count - 1),
    setLayout,
    setActive,
    hang: (cell, one) => {
      setHung((before) => {
        const after = [...before];
        after[cell] = one.seriesInstanceUID;
        return after;
      });
    },
  };
}
