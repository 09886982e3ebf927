import { middle, type Point } from '../geometry';
import type { MeasurementKind } from './measurement';

/** What is drawn of a measurement: paths over its points, given in image places or in those of the screen alike. */
export interface Shape {
  path: string;
  /** Drawn dotted: connects what belongs together and is not itself measured. */
  guide: string;
}

const line = (a: Point | undefined, b: Point | undefined) => (a && b ? `M${a[0]} ${a[1]}L${b[0]} ${b[1]}` : '');

export function shapeOf(kind: MeasurementKind, points: readonly Point[]): Shape {
  const [a, b, c, d] = points;
  switch (kind) {
    case 'length':
      return { path: line(a, b), guide: '' };
    case 'arrow':
      return { path: line(a, b) + (a && b ? arrowHead(a, b) : ''), guide: '' };
    case 'angle':
      return { path: line(a, b) + line(b, c), guide: '' };
    case 'bidirectional':
      return { path: line(a, b) + line(c, d), guide: '' };
    case 'cobb':
    case 'cardiothoracic':
      return { path: line(a, b) + line(c, d), guide: a && b && c && d ? line(middle(a, b), middle(c, d)) : '' };
    case 'probe':
      return { path: a ? cross(a) : '', guide: '' };
    case 'ellipse':
    case 'rectangle':
      return { path: '', guide: '' }; // drawn by their own elements, which turn with the image
  }
}

const HEAD = 11;

function arrowHead([ax, ay]: Point, [bx, by]: Point): string {
  const direction = Math.atan2(by - ay, bx - ax);
  const barb = (turn: number) => `M${ax} ${ay}L${ax + HEAD * Math.cos(direction + turn)} ${ay + HEAD * Math.sin(direction + turn)}`;
  return barb(0.45) + barb(-0.45);
}

function cross([x, y]: Point): string {
  return `M${x - 7} ${y}L${x - 2} ${y}M${x + 2} ${y}L${x + 7} ${y}M${x} ${y - 7}L${x} ${y - 2}M${x} ${y + 2}L${x} ${y + 7}`;
}

/** The corners of a box in the image, which may lie askew on the screen. */
export function cornersOf([ax, ay]: Point, [bx, by]: Point): Point[] {
  return [[ax, ay], [bx, ay], [bx, by], [ax, by]];
}

/** A circle of 48 corners, squeezed into the box: an ellipse however the image is turned. */
export function ellipseOf([ax, ay]: Point, [bx, by]: Point): Point[] {
  const [cx, cy, rx, ry] = [(ax + bx) / 2, (ay + by) / 2, (bx - ax) / 2, (by - ay) / 2];
  return Array.from({ length: 48 }, (_, i) => {
    const turn = (i / 48) * 2 * Math.PI;
    return [cx + rx * Math.cos(turn), cy + ry * Math.sin(turn)];
  });
}
