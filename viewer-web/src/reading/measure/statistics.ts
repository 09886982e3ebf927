import type { Point } from '../geometry';

/** The values of one frame after the modality LUT, row by row (PS3.3 C.11.1). */
export interface Pixels {
  columns: number;
  rows: number;
  /** The value at a column and row, both from 0; undefined for colour, which has no one value. */
  value: (column: number, row: number) => number | undefined;
  /** The samples as they are shown: one, or red, green and blue. */
  samples: (column: number, row: number) => number[];
}

export interface Statistics {
  count: number;
  mean: number;
  /** Over all pixels of the region, not estimated from a sample: divided by n. */
  standardDeviation: number;
  minimum: number;
  maximum: number;
}

/** Statistics of the pixels whose middle lies inside the ellipse that fits the box between two corners. */
export function inEllipse(pixels: Pixels, a: Point, b: Point): Statistics | undefined {
  const [cx, cy] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [rx, ry] = [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2];
  return over(pixels, a, b, (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1);
}

/** Statistics of the pixels whose middle lies inside the rectangle. */
export function inRectangle(pixels: Pixels, a: Point, b: Point): Statistics | undefined {
  return over(pixels, a, b, () => true);
}

function over(pixels: Pixels, a: Point, b: Point, inside: (x: number, y: number) => boolean): Statistics | undefined {
  const [left, right] = bounds(a[0], b[0], pixels.columns);
  const [top, bottom] = bounds(a[1], b[1], pixels.rows);
  let [count, mean, squares, minimum, maximum] = [0, 0, 0, Infinity, -Infinity];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      if (!inside(column + 0.5, row + 0.5)) continue;
      const value = pixels.value(column, row);
      if (value === undefined) return undefined;
      // Welford: stable where a large offset would eat the digits of a sum of squares.
      count += 1;
      const before = value - mean;
      mean += before / count;
      squares += before * (value - mean);
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }
  return count === 0 ? undefined : { count, mean, standardDeviation: Math.sqrt(squares / count), minimum, maximum };
}

/** First and one past the last pixel whose middle lies between two edges. */
function bounds(one: number, other: number, size: number): [number, number] {
  const [low, high] = one < other ? [one, other] : [other, one];
  return [Math.max(0, Math.ceil(low - 0.5)), Math.min(size, Math.floor(high - 0.5) + 1)];
}
