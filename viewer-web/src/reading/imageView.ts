import { apply, invert, type Matrix, type Point } from './geometry';
import type { VoiWindow } from './presets';
import type { KeyImage } from './useMarks';

/** How an image is seen: what a softcopy presentation state says of one (PS3.3 C.10.4, C.10.6, C.11.6, C.11.8). */
export interface Appearance {
  /** Undefined for colours, and where the image's own table makes the greys. */
  window: VoiWindow | undefined;
  /** Clockwise, before mirroring: 0, 90, 180 or 270. */
  rotation: number;
  mirrored: boolean;
  /** Small values are bright, whatever the photometric interpretation says. */
  inverted: boolean;
  /** The places of the image at the top left and the bottom right of the screen. */
  area: readonly [Point, Point];
}

/** An image as its reader wants it seen. */
export interface ImageView extends KeyImage, Appearance {}

/** How an image lies on the screen: turned clockwise by quarters, and then perhaps mirrored. */
export function turnOf([a, b, c, d]: Matrix): { rotation: number; mirrored: boolean } {
  const mirrored = a * d - b * c < 0;
  const degrees = (Math.atan2(b, mirrored ? -a : a) * 180) / Math.PI;
  return { rotation: (Math.round(degrees / 90) * 90 + 360) % 360, mirrored };
}

/** What part of the image is in sight. */
export function areaOf(matrix: Matrix, { width, height }: { width: number; height: number }): [Point, Point] {
  const toImage = invert(matrix);
  return [apply(toImage, [0, 0]), apply(toImage, [width, height])];
}

/** The outer borders of pixels counted from 1, as (0070,0052) and (0070,0053) name them. */
export function bordersOf(topLeft: readonly number[], bottomRight: readonly number[]): [Point, Point] | undefined {
  const [left, top, right, bottom] = [...topLeft, ...bottomRight];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined;
  const [fromX, toX] = left <= right ? [left - 1, right] : [left, right - 1];
  const [fromY, toY] = top <= bottom ? [top - 1, bottom] : [top, bottom - 1];
  return [[fromX, fromY], [toX, toY]];
}
