import { bytesOf } from './bulk';
import { number, numbers, type DataSet } from './dicomJson';

/** One overlay plane of an image (PS3.3 C.9.2): a bit for each pixel of its rectangle. */
export interface OverlayPlane {
  /** Column and row of its first pixel, from 0. */
  left: number;
  top: number;
  columns: number;
  rows: number;
  bits: Uint8Array;
}

/** The planes for one frame; groups 6000 to 601E, even (PS3.5 7.6). Embedded bits are retired and not looked for. */
export async function overlaysOf(dataSet: DataSet, frameNumber: number, signal?: AbortSignal): Promise<OverlayPlane[]> {
  const planes = await Promise.all(
    Array.from({ length: 16 }, (_, i) => (0x6000 + 2 * i).toString(16).toUpperCase()).map(async (group) => {
      const rows = number(dataSet, `${group}0010`);
      const columns = number(dataSet, `${group}0011`);
      const data = dataSet[`${group}3000`];
      if (!rows || !columns || !data) return undefined;
      const bits = await bytesOf(data, signal).catch(() => undefined);
      const [row = 1, column = 1] = numbers(dataSet, `${group}0050`);
      const first = number(dataSet, `${group}0051`) ?? 1;
      const frames = number(dataSet, `${group}0015`) ?? 1;
      const index = frames > 1 ? frameNumber - first : 0;
      if (!bits || index < 0 || index >= frames) return undefined;
      const own = planeBits(bits, index * rows * columns, rows * columns);
      return own && { left: column - 1, top: row - 1, columns, rows, bits: own };
    }),
  );
  return planes.filter((plane): plane is OverlayPlane => plane !== undefined);
}

/** One byte for each bit; bits follow each other from the lowest of each byte on (PS3.5 8.1.2). */
export function planeBits(packed: Uint8Array, from: number, count: number): Uint8Array | undefined {
  if ((from + count + 7) >> 3 > packed.length) return undefined;
  return Uint8Array.from({ length: count }, (_, i) => ((packed[(from + i) >> 3] ?? 0) >> ((from + i) & 7)) & 1);
}
