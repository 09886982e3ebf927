/** A place in an image: column, row; 0,0 is the outer corner of the first pixel, its middle 0.5,0.5 (PS3.3 C.18.6.1.2). */
export type Point = readonly [x: number, y: number];

/** Where image places lie on the screen, as in CSS `matrix(a, b, c, d, e, f)`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export function apply([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function invert([a, b, c, d, e, f]: Matrix): Matrix {
  const size = a * d - b * c;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

/** The matrix that takes 0,0 to `origin`, 1,0 to `right` and 0,1 to `below`. */
export function matrixOf(origin: Point, right: Point, below: Point): Matrix {
  return [right[0] - origin[0], right[1] - origin[1], below[0] - origin[0], below[1] - origin[1], origin[0], origin[1]];
}

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);
export const middle = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];

/** How many screen units one column step of the image takes. */
export const magnification = ([a, b]: Matrix): number => Math.hypot(a, b);

/** The rounded end of a scale bar: the longest of 1, 2, 5 x 10^n that is not longer than `longest`. */
export function roundLength(longest: number): number {
  const power = 10 ** Math.floor(Math.log10(longest));
  const digit = [5, 2, 1].find((one) => one * power <= longest * (1 + 1e-9)) ?? 1;
  return digit * power;
}
