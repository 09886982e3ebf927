import * as core from '@cornerstonejs/core';
import type { Pixels } from '../measure/statistics';

/** The values of a frame that is in the cache, after the modality LUT; undefined until it is loaded. */
export function pixelsOf(imageId: string): Pixels | undefined {
  const image = core.cache.getImage(imageId);
  if (!image) return undefined;
  const data = image.getPixelData();
  const { columns, rows } = image;
  const parts = image.color ? data.length / (columns * rows) : 1;
  const scaled = (image as { preScale?: { scaled?: boolean } }).preScale?.scaled === true;
  const modality = (stored: number) => (scaled ? stored : stored * image.slope + image.intercept);
  const at = (column: number, row: number) => (row * columns + column) * parts;
  const inside = (column: number, row: number) => column >= 0 && row >= 0 && column < columns && row < rows;
  return {
    columns,
    rows,
    value: (column, row) => {
      if (image.color || !inside(column, row)) return undefined;
      const stored = data[at(column, row)];
      return stored === undefined ? undefined : modality(stored);
    },
    samples: (column, row) => {
      if (!inside(column, row)) return [];
      const first = at(column, row);
      return image.color ? [...data.slice(first, first + 3)] : [modality(data[first] ?? 0)];
    },
  };
}
