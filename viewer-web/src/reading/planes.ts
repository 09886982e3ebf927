import { number, numbers, TAG, text, type DataSet } from './dicomJson';
import type { Point } from './geometry';
import type { Series } from './study';

export type Vector = readonly [number, number, number];

/** How a frame lies in the patient (PS3.3 C.7.6.2): the middle of its first pixel, and its steps in millimetres. */
export interface Plane {
  frameOfReferenceUID: string;
  position: Vector;
  /** One column further along a row, one row further down a column. */
  alongRow: Vector;
  alongColumn: Vector;
  normal: Vector;
  columns: number;
  rows: number;
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = ([x, y, z]: Vector, factor: number): Vector => [x * factor, y * factor, z * factor];
const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const minus = (a: Vector, b: Vector): Vector => plus(a, times(b, -1));
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Undefined where the image does not say how it lies: nothing is then linked to it. */
export function planeOf(dataSet: DataSet): Plane | undefined {
  const [rx, ry, rz, cx, cy, cz] = numbers(dataSet, TAG.ImageOrientationPatient) as (number | undefined)[];
  const [px, py, pz] = numbers(dataSet, TAG.ImagePositionPatient) as (number | undefined)[];
  const [down, right] = numbers(dataSet, TAG.PixelSpacing);
  const frameOfReferenceUID = text(dataSet, TAG.FrameOfReferenceUID);
  if (cz === undefined || pz === undefined || !down || !right || !frameOfReferenceUID) return undefined;
  const row: Vector = [rx ?? 0, ry ?? 0, rz ?? 0];
  const column: Vector = [cx ?? 0, cy ?? 0, cz];
  return {
    frameOfReferenceUID,
    position: [px ?? 0, py ?? 0, pz],
    alongRow: times(row, right),
    alongColumn: times(column, down),
    normal: cross(row, column),
    columns: number(dataSet, TAG.Columns) ?? 0,
    rows: number(dataSet, TAG.Rows) ?? 0,
  };
}

const FEWEST_SLICES = 6;

/** True for a series of CT or MR slices side by side, one plain value a pixel, which can be cut in other directions. */
export function isVolume(series: Series | undefined): boolean {
  if (!series || !['CT', 'MR', 'PT'].includes(series.modality) || series.frames.length < FEWEST_SLICES) return false;
  if (series.frames.some(({ source }) => source[TAG.ModalityLUTSequence] || (number(source, TAG.SamplesPerPixel) ?? 1) > 1)) return false;
  const planes = series.frames.map(({ dataSet }) => planeOf(dataSet));
  const [first] = planes;
  return first !== undefined && planes.every((plane) => plane && isParallel(plane, first) && plane.rows === first.rows);
}

export const isParallel = (a: Plane, b: Plane): boolean => Math.abs(dot(a.normal, b.normal)) > 0.985; // within 10 degrees

/** The plane of a series that lies nearest to another plane, along that one's normal; undefined where none is comparable. */
export function nearest(planes: readonly (Plane | undefined)[], to: Plane): number | undefined {
  const centre = middleOf(to);
  let best: { index: number; gap: number } | undefined;
  planes.forEach((plane, index) => {
    if (!plane || plane.frameOfReferenceUID !== to.frameOfReferenceUID || !isParallel(plane, to)) return;
    const gap = Math.abs(dot(minus(centre, plane.position), plane.normal));
    if (!best || gap < best.gap) best = { index, gap };
  });
  return best?.index;
}

/**
 * The plane of another stack that is as far from where that one stood as the leading stack has moved: how two studies
 * of one patient, which share no coordinates, are scrolled together (the reader brings them in step first).
 */
export function inStep(planes: readonly (Plane | undefined)[], from: number, before: Plane, now: Plane): number | undefined {
  const stood = planes[from];
  if (!stood || !isParallel(stood, now)) return undefined;
  const moved = dot(minus(now.position, before.position), now.normal);
  const wanted = moved * Math.sign(dot(stood.normal, now.normal));
  let best = { index: from, gap: Math.abs(wanted) };
  planes.forEach((plane, index) => {
    if (!plane || !isParallel(plane, stood)) return;
    const gap = Math.abs(dot(minus(plane.position, stood.position), stood.normal) - wanted);
    if (gap < best.gap) best = { index, gap };
  });
  return best.index;
}

/** The line in which `other` cuts `plane`, in the image places of `plane`; undefined where it misses it or lies beside it. */
export function cutLine(plane: Plane, other: Plane): [Point, Point] | undefined {
  if (plane.frameOfReferenceUID !== other.frameOfReferenceUID || isParallel(plane, other)) return undefined;
  const corners = cornersOf(other);
  const heights = corners.map((corner) => dot(minus(corner, plane.position), plane.normal));
  const crossings: Vector[] = [];
  corners.forEach((corner, i) => {
    const next = (i + 1) % 4;
    const [from = 0, to = 0] = [heights[i], heights[next]];
    if (from < 0 === to < 0) return;
    crossings.push(plus(corner, times(minus(corners[next] as Vector, corner), from / (from - to))));
  });
  const [a, b] = crossings;
  return a && b && [placeIn(plane, a), placeIn(plane, b)];
}

/** The image place nearest to a point of the patient. */
export function placeIn({ position, alongRow, alongColumn }: Plane, point: Vector): Point {
  const offset = minus(point, position);
  return [dot(offset, alongRow) / dot(alongRow, alongRow) + 0.5, dot(offset, alongColumn) / dot(alongColumn, alongColumn) + 0.5];
}

function cornersOf(plane: Plane): Vector[] {
  const at = (column: number, row: number) =>
    plus(plane.position, plus(times(plane.alongRow, column - 0.5), times(plane.alongColumn, row - 0.5)));
  return [at(0, 0), at(plane.columns, 0), at(plane.columns, plane.rows), at(0, plane.rows)];
}

function middleOf(plane: Plane): Vector {
  const half = plus(times(plane.alongRow, plane.columns / 2), times(plane.alongColumn, plane.rows / 2));
  return plus(plane.position, half);
}
