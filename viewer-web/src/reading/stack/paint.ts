import type { LookupTable } from '../bulk';
import { greyTable, shade } from './greys';
import type { Picture, ShapedWindow } from './picture';
import type { Samples } from './shape';

/** Samples in rows, as many a pixel as `parts` says. */
export interface Raster {
  columns: number;
  rows: number;
  parts: number;
  samples: Samples;
}

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const rasterOf = ({ columns, rows, colour, samples, coarse = 1 }: Picture): Raster => ({
  columns: Math.ceil(columns / coarse),
  rows: Math.ceil(rows / coarse),
  parts: colour ? 3 : 1,
  samples,
});

/**
 * The raster with the mean of `factor` x `factor` pixels in each; at the right and lower edges, of as many as are left.
 * What is shown smaller than it is stored is then neither sampled by chance nor painted in vain.
 */
export function reduced({ columns, rows, parts, samples }: Raster, factor: number): Raster {
  if (factor <= 1) return { columns, rows, parts, samples };
  const [wide, high] = [Math.ceil(columns / factor), Math.ceil(rows / factor)];
  const means = new (samples.constructor as Uint8ArrayConstructor)(wide * high * parts);
  const sums = new Float64Array(wide * parts);
  for (let y = 0; y < high; y++) {
    const last = Math.min(rows, (y + 1) * factor);
    sums.fill(0);
    for (let row = y * factor; row < last; row++) addRow(samples, row * columns * parts, columns, parts, factor, sums);
    for (let x = 0; x < wide; x++) {
      const count = (Math.min(columns, (x + 1) * factor) - x * factor) * (last - y * factor);
      for (let part = 0; part < parts; part++) means[(y * wide + x) * parts + part] = Math.round((sums[x * parts + part] ?? 0) / count);
    }
  }
  return { columns: wide, rows: high, parts, samples: means };
}

function addRow(samples: Samples, from: number, columns: number, parts: number, factor: number, sums: Float64Array): void {
  for (let part = 0; part < parts; part++) {
    for (let column = 0, x = part, left = factor; column < columns; column++) {
      sums[x] = (sums[x] ?? 0) + (samples[from + column * parts + part] ?? 0);
      if (--left === 0) {
        left = factor;
        x += parts;
      }
    }
  }
}

/** Paints a part of a raster into the words of a canvas image, which has its size. */
export function painter(picture: Picture, voi: ShapedWindow | LookupTable, inverted: boolean): (raster: Raster, part: Rectangle, into: Uint32Array) => void {
  return picture.colour ? colourPainter(voi, inverted) : greyPainter(picture, voi, inverted);
}

function greyPainter(picture: Picture, voi: ShapedWindow | LookupTable, inverted: boolean) {
  const { greys, lowest, steps } = greyTable(picture, voi, inverted);
  return ({ columns, samples }: Raster, { left, top, width, height }: Rectangle, into: Uint32Array) => {
    for (let row = 0, to = 0; row < height; row++) {
      let from = (top + row) * columns + left;
      if (steps === 1) for (const end = to + width; to < end; ) into[to++] = greys[samples[from++]! - lowest]!;
      else for (const end = to + width; to < end; ) into[to++] = greys[Math.floor((samples[from++]! - lowest) * steps)]!;
    }
  };
}

function colourPainter(voi: ShapedWindow | LookupTable, inverted: boolean) {
  const tones = Uint8Array.from({ length: 256 }, (_, i) => {
    const share = shade(voi, i);
    return Math.round(255 * (inverted ? 1 - share : share));
  });
  return ({ columns, samples }: Raster, { left, top, width, height }: Rectangle, into: Uint32Array) => {
    for (let row = 0, to = 0; row < height; row++) {
      let from = ((top + row) * columns + left) * 3;
      for (const end = to + width; to < end; from += 3) {
        into[to++] = 0xff000000 | (tones[samples[from + 2]!]! << 16) | (tones[samples[from + 1]!]! << 8) | tones[samples[from]!]!;
      }
    }
  };
}
