import { distance, middle, type Point } from '../geometry';
import { PLACES, type MeasurementKind } from './measurement';

/** A measurement that is being drawn: the places set so far, and the one under the pointer. */
export interface Draft {
  kind: MeasurementKind;
  set: Point[];
  moving: Point;
}

/** How far a pointer may tremble within a click, in image steps. */
const CLICK = 1.5;

/** All places of the draft as it would be if the pointer were let go now. */
export const shownPoints = ({ set, moving }: Draft): Point[] => [...set, moving];

export const press = (draft: Draft | undefined, kind: MeasurementKind, at: Point): Draft => ({
  kind,
  set: [...(draft?.kind === kind ? draft.set : []), at],
  moving: at,
});

/** Letting go after a drag sets the place where it happened; after a click only the pressed one is set. */
export function release(draft: Draft, at: Point): Draft {
  const last = draft.set.at(-1);
  if (isComplete(draft) || !last || distance(last, at) < CLICK) return { ...draft, moving: at };
  return { ...draft, set: [...draft.set, at], moving: at };
}

export const isComplete = ({ kind, set }: Draft): boolean => set.length >= (kind === 'bidirectional' ? 2 : PLACES[kind]);

/** The points of a complete draft; a second diameter is proposed across the middle of the first, to be moved. */
export function completed({ kind, set }: Draft): Point[] {
  if (kind !== 'bidirectional') return set.slice(0, PLACES[kind]);
  const [a, b] = set as [Point, Point];
  const [mx, my] = middle(a, b);
  const [dx, dy] = [(b[0] - a[0]) / 4, (b[1] - a[1]) / 4];
  return [a, b, [mx - dy, my + dx], [mx + dy, my - dx]];
}

/** A measurement of ordinary size around a place, for those who draw with the keyboard. */
export function placedAt(kind: MeasurementKind, [x, y]: Point, size: number): Point[] {
  const shapes: Record<MeasurementKind, Point[]> = {
    length: [[x - size, y], [x + size, y]],
    angle: [[x + size, y], [x, y], [x, y - size]],
    cobb: [[x - size, y - size], [x + size, y - size], [x - size, y + size], [x + size, y + size]],
    bidirectional: [[x - size, y], [x + size, y], [x, y - size / 2], [x, y + size / 2]],
    ellipse: [[x - size, y - size], [x + size, y + size]],
    rectangle: [[x - size, y - size], [x + size, y + size]],
    probe: [[x, y]],
    arrow: [[x, y], [x + size, y + size]],
    cardiothoracic: [[x - size, y], [x + size, y], [x - 2 * size, y + size], [x + 2 * size, y + size]],
  };
  return shapes[kind];
}
