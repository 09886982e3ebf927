import type { Point } from '../geometry';
import type { Scale } from './calibration';

/**
 * Every formula works on image places (PS3.3 C.18.6.1.2) and steps of the scale, x between columns and y between rows
 * (PS3.3 10.7.1.3), so that unequal spacings bend neither lengths nor angles.
 */
type Steps = Pick<Scale, 'x' | 'y'>;

const vector = ([ax, ay]: Point, [bx, by]: Point, { x, y }: Steps): Point => [(bx - ax) * x, (by - ay) * y];

/** Straight distance of two places (DCM 121206 “Distance”). */
export function length(a: Point, b: Point, steps: Steps): number {
  return Math.hypot(...vector(a, b, steps));
}

/** Angle at `vertex`, 0 to 180 degrees. */
export function angle(a: Point, vertex: Point, b: Point, steps: Steps): number {
  return between(vector(vertex, a, steps), vector(vertex, b, steps));
}

/**
 * Cobb angle of two end plates, 0 to 180 degrees. Each line is taken from left to right, so that it does not matter
 * from which end it was drawn, and a curve beyond 90 degrees is still told as what it is.
 */
export function cobbAngle([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point], steps: Steps): number {
  const rightward = (from: Point, to: Point) => (to[0] >= from[0] ? vector(from, to, steps) : vector(to, from, steps));
  return between(rightward(a, b), rightward(c, d));
}

/** Cardiothoracic ratio: the widest heart over the widest thorax, both across. */
export function cardiothoracicRatio(heart: readonly [Point, Point], thorax: readonly [Point, Point], steps: Steps): number {
  return length(...heart, steps) / length(...thorax, steps);
}

/** Area of the ellipse that fits the box between two corners. */
export function ellipseArea([ax, ay]: Point, [bx, by]: Point, { x, y }: Steps): number {
  return (Math.PI / 4) * Math.abs(bx - ax) * x * Math.abs(by - ay) * y;
}

export function rectangleArea([ax, ay]: Point, [bx, by]: Point, { x, y }: Steps): number {
  return Math.abs(bx - ax) * x * Math.abs(by - ay) * y;
}

function between([ux, uy]: Point, [vx, vy]: Point): number {
  return (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180) / Math.PI;
}
