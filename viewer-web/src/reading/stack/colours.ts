import type { Unpacked } from './codecs';
import type { FrameShape, Palette, Samples } from './shape';
import { rgbOfFull, rgbOfShared } from './ybr';

/** Red, green and blue, a byte each, pixel by pixel; undefined for greys (PS3.3 C.7.6.3.1.2). */
export function coloursOf({ samples, planar, isRgb }: Unpacked, shape: FrameShape): Uint8Array<ArrayBuffer> | undefined {
  const { photometric, palette, rows, columns } = shape;
  if (palette) return coloured(samples, palette, rows * columns);
  if (photometric.startsWith('MONOCHROME')) return undefined;
  const bytes = asBytes(samples, shape.bitsStored);
  if (photometric === 'YBR_FULL_422' && bytes.length === 2 * rows * columns) return rgbOfShared(bytes);
  const pixels = planar ? interleaved(bytes) : bytes;
  return isRgb || !photometric.startsWith('YBR_FULL') ? pixels : rgbOfFull(pixels);
}

function coloured(samples: Samples, { first, red, green, blue }: Palette, pixels: number): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const entry = Math.min(red.length - 1, Math.max(0, (samples[i] ?? 0) - first));
    rgb[3 * i] = red[entry] ?? 0;
    rgb[3 * i + 1] = green[entry] ?? 0;
    rgb[3 * i + 2] = blue[entry] ?? 0;
  }
  return rgb;
}

/** A screen has eight bits for a colour. */
function asBytes(samples: Samples, bitsStored: number): Uint8Array<ArrayBuffer> {
  if (samples instanceof Uint8Array) return samples;
  const shift = 2 ** (bitsStored - 8);
  return Uint8Array.from(samples as ArrayLike<number>, (sample) => Math.floor(sample / shift));
}

function interleaved(planes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pixels = Math.floor(planes.length / 3);
  const rgb = new Uint8Array(3 * pixels);
  for (let plane = 0; plane < 3; plane++) {
    for (let i = 0; i < pixels; i++) rgb[3 * i + plane] = planes[plane * pixels + i] ?? 0;
  }
  return rgb;
}
