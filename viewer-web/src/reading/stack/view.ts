import { apply, invert, type Matrix, type Point } from '../geometry';
import { placeIn, type Plane, type Vector } from '../planes';

export interface Size {
  width: number;
  height: number;
}

/** An image in its pixels, and how much higher than wide one is. */
export interface Extent {
  columns: number;
  rows: number;
  aspect: number;
}

/** Quarter turns and mirrors: what a step to the right and a step down in the image are on the screen. */
export type Turn = readonly [a: number, b: number, c: number, d: number];

/** How an image is seen, whatever the size of the image and of the pane. */
export interface View {
  turn: Turn;
  /** 1 is fitted into the pane. */
  zoom: number;
  /** What lies in the middle of the pane, as shares of columns and rows. */
  focus: Point;
}

export const AS_STORED: Turn = [1, 0, 0, 1];
export const FITTED: View = { turn: AS_STORED, zoom: 1, focus: [0.5, 0.5] };
const LEAST_ZOOM = 0.05;
const MOST_ZOOM = 100;

const bounded = (zoom: number) => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));

export const isAsStored = ({ turn }: View): boolean => turn.every((part, i) => part === AS_STORED[i]);

/** One turn after another. */
const after = ([a, b, c, d]: Turn, [e, f, g, h]: Turn): Turn => [a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h];

const CLOCKWISE: Turn = [0, 1, -1, 0];
const COUNTER_CLOCKWISE: Turn = [0, -1, 1, 0];
const MIRRORED: Turn = [-1, 0, 0, 1];
const UPSIDE_DOWN: Turn = [1, 0, 0, -1];

export const turned = (view: View, quarters: 1 | -1): View => ({ ...view, turn: after(quarters > 0 ? CLOCKWISE : COUNTER_CLOCKWISE, view.turn) });

export const flipped = (view: View, direction: 'horizontal' | 'vertical'): View => ({
  ...view,
  turn: after(direction === 'horizontal' ? MIRRORED : UPSIDE_DOWN, view.turn),
});

/** Turned clockwise by quarters, and then perhaps mirrored (PS3.3 C.10.6). */
export function turnFor(rotation: number, mirrored: boolean): Turn {
  let turn = AS_STORED;
  for (let degrees = 0; degrees < rotation; degrees += 90) turn = after(CLOCKWISE, turn);
  return mirrored ? after(MIRRORED, turn) : turn;
}

/** Screen units that one column takes. */
export function scaleOf({ turn, zoom }: View, extent: Extent, pane: Size): number {
  const [wide, high] = [extent.columns, extent.rows * extent.aspect];
  const [width, height] = turn[0] === 0 ? [high, wide] : [wide, high];
  return zoom * Math.min(pane.width / width, pane.height / height);
}

/** Where the image lies in the pane. */
export function matrixOf(view: View, extent: Extent, pane: Size): Matrix {
  const scale = scaleOf(view, extent, pane);
  const [a, b] = [scale * view.turn[0], scale * view.turn[1]];
  const [c, d] = [scale * extent.aspect * view.turn[2], scale * extent.aspect * view.turn[3]];
  const [x, y] = [view.focus[0] * extent.columns, view.focus[1] * extent.rows];
  return [a, b, c, d, pane.width / 2 - a * x - c * y, pane.height / 2 - b * x - d * y];
}

const focusedOn = (view: View, { columns, rows }: Extent, [x, y]: Point): View => ({ ...view, focus: [x / columns, y / rows] });

export function moved(view: View, extent: Extent, pane: Size, by: Point): View {
  const toImage = invert(matrixOf(view, extent, pane));
  return focusedOn(view, extent, apply(toImage, [pane.width / 2 - by[0], pane.height / 2 - by[1]]));
}

/** Larger or smaller, and what lies under a place of the pane stays there. */
export function zoomed(view: View, extent: Extent, pane: Size, factor: number, at?: Point): View {
  const place = at ?? [pane.width / 2, pane.height / 2];
  const under = apply(invert(matrixOf(view, extent, pane)), place);
  const larger = { ...view, zoom: bounded(view.zoom * factor) };
  const [x, y] = apply(matrixOf(larger, extent, pane), under);
  return moved(larger, extent, pane, [place[0] - x, place[1] - y]);
}

/** A part of the image between two opposite places, as large as the pane allows. */
export function between(view: View, extent: Extent, pane: Size, [from, to]: readonly [Point, Point]): View {
  const matrix = matrixOf(view, extent, pane);
  const [[left, top], [right, bottom]] = [apply(matrix, from), apply(matrix, to)];
  const share = Math.max(Math.abs(right - left) / pane.width, Math.abs(bottom - top) / pane.height);
  const larger = { ...view, zoom: bounded(view.zoom / share) };
  return focusedOn(larger, extent, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
}

/** What of a patient is in sight: the middle of the view and half its height, in millimetres. */
export interface Sight {
  focus: Vector;
  halfHeight: number;
}

const length = (vector: Vector) => Math.hypot(...vector);

export function sightOf(view: View, extent: Extent, pane: Size, plane: Plane): Sight {
  const [x, y] = [view.focus[0] * extent.columns - 0.5, view.focus[1] * extent.rows - 0.5];
  const focus = plane.position.map((mm, i) => mm + x * (plane.alongRow[i] ?? 0) + y * (plane.alongColumn[i] ?? 0));
  return { focus: focus as unknown as Vector, halfHeight: (pane.height / 2 / scaleOf(view, extent, pane)) * length(plane.alongRow) };
}

/** The same part of the patient, as far as the plane of the own image allows. */
export function lookingAt(view: View, extent: Extent, pane: Size, plane: Plane, sight: Sight): View {
  const fitted = scaleOf({ ...view, zoom: 1 }, extent, pane);
  const scale = (pane.height / 2) * (length(plane.alongRow) / sight.halfHeight);
  return focusedOn({ ...view, zoom: bounded(scale / fitted) }, extent, placeIn(plane, sight.focus));
}
