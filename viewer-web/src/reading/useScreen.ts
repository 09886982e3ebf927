import { useMemo, useState } from 'react';
import type { VoiWindow } from './presets';
import type { Series } from './study';

export interface Layout {
  rows: number;
  columns: number;
}

export const LARGEST: Layout = { rows: 3, columns: 4 };

/** A series by its UID, and the window it is opened in where that is not the image's own. */
export interface Hung {
  seriesInstanceUID: string | undefined;
  window?: VoiWindow;
  /** The image it is opened at; without one, the middle. */
  index?: number;
}

export interface Hanging {
  layout: Layout;
  /** For all panes there may ever be: a smaller layout only hides the others. */
  hung: Hung[];
}

export interface Cell {
  series: Series | undefined;
  window: VoiWindow | undefined;
  index: number | undefined;
}

/** What hangs where: a grid of panes, a series or nothing in each, and the pane that tools and keys speak to. */
export interface Screen {
  layout: Layout;
  /** Row by row. */
  cells: Cell[];
  active: number;
  setLayout: (layout: Layout) => void;
  setActive: (cell: number) => void;
  hang: (cell: number, series: Series, index?: number) => void;
  /** Everything anew. */
  hangAll: (hanging: Hanging) => void;
  /** Only what is still empty; the reader may have chosen the rest. */
  fill: (hanging: Hanging) => void;
}

export function useScreen(series: readonly Series[], initial: () => Hanging): Screen {
  const [{ layout, hung }, setHanging] = useState(initial);
  const [active, setActive] = useState(0);
  const count = layout.rows * layout.columns;
  const cells = useMemo(
    () =>
      Array.from({ length: count }, (_, i) => ({
        series: series.find((one) => one.seriesInstanceUID === hung[i]?.seriesInstanceUID),
        window: hung[i]?.window,
        index: hung[i]?.index,
      })),
    [series, hung, count],
  );
  return {
    layout,
    cells,
    active: Math.min(active, count - 1),
    setLayout: (next) => setHanging((before) => ({ ...before, layout: next })),
    setActive,
    hang: (cell, { seriesInstanceUID }, index) =>
      setHanging((before) => {
        const after = [...before.hung];
        after[cell] = { seriesInstanceUID, index };
        return { ...before, hung: after };
      }),
    hangAll: setHanging,
    fill: (hanging) =>
      setHanging((before) => ({
        ...before,
        hung: hanging.hung.map((one, i) => (before.hung[i]?.seriesInstanceUID ? (before.hung[i] ?? one) : one)),
      })),
  };
}
