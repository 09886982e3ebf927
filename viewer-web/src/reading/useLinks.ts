import { useMemo, useRef } from 'react';
import type { Pane, PaneState } from './stack/Pane';
import type { Point } from './geometry';
import { cutLine, inStep, isParallel, nearest, planeOf, type Plane } from './planes';
import type { Series } from './study';

const planesOf = (series: Series | undefined): (Plane | undefined)[] => series?.frames.map(({ dataSet }) => planeOf(dataSet)) ?? [];

/** What the panes do because of the active one: scroll and zoom with it, and show where its image cuts theirs. */
export function useLinks(
  cells: readonly (Series | undefined)[],
  panes: { current: (Pane | null | undefined)[] },
  active: number,
  linked: boolean,
) {
  const planes = useMemo(() => cells.map(planesOf), [cells]);
  const shown = useRef<(PaneState | undefined)[]>([]);

  const planeIn = (cell: number): Plane | undefined => planes[cell]?.[shown.current[cell]?.index ?? -1];

  /** To be told of every new state of a pane. */
  const follow = (cell: number, state: PaneState) => {
    const before = shown.current[cell];
    shown.current[cell] = state;
    if (!linked || cell !== active || !state.matrix) return;
    const leading = planeIn(cell);
    if (!leading) return;
    cells.forEach((_, other) => {
      if (other === cell) return;
      if (isElsewhere(planes[other], leading)) return keepStep(other, planes[cell]?.[before?.index ?? -1], leading);
      const index = nearest(planes[other] ?? [], leading);
      if (index === undefined) return;
      if (before?.index !== state.index) panes.current[other]?.scrollTo(index);
      lookAlong(panes.current[cell], panes.current[other], leading, planes[other]?.[index]);
    });
  };

  const keepStep = (other: number, from: Plane | undefined, leading: Plane) => {
    const index = from && inStep(planes[other] ?? [], shown.current[other]?.index ?? -1, from, leading);
    if (index !== undefined) panes.current[other]?.scrollTo(index);
  };

  /** Where the image of the active pane cuts the one of another, in that one's image places. */
  const linesIn = (cell: number): [Point, Point][] => {
    const [own, other] = [planeIn(cell), planeIn(active)];
    const line = cell !== active && own && other ? cutLine(own, other) : undefined;
    return line ? [line] : [];
  };

  return { follow, linesIn };
}

/** Whether a stack has coordinates of its own, as that of another study has. */
const isElsewhere = (planes: readonly (Plane | undefined)[] | undefined, leading: Plane) =>
  planes?.some((plane) => plane && plane.frameOfReferenceUID !== leading.frameOfReferenceUID) ?? false;

function lookAlong(from: Pane | null | undefined, to: Pane | null | undefined, leading: Plane, following: Plane | undefined): void {
  if (!from || !to || !following || !isParallel(leading, following)) return;
  to.lookAt(from.sight);
}
