import type { FrameShape } from './shape';

/**
 * RLE Lossless (PS3.5 G): one PackBits segment for each byte of each sample, the most significant first. Gives the
 * samples of a pixel side by side, little endian.
 */
export function unpackRle(bytes: Uint8Array, { rows, columns, samplesPerPixel, bitsAllocated }: FrameShape): Uint8Array<ArrayBuffer> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = Math.max(1, bitsAllocated >> 3);
  const segments = header.getUint32(0, true);
  if (segments !== width * samplesPerPixel) throw new Error(`${segments} segments of ${width * samplesPerPixel}`);
  const pixel = width * samplesPerPixel;
  const unpacked = new Uint8Array(rows * columns * pixel);
  for (let segment = 0; segment < segments; segment++) {
    const from = header.getUint32(4 * (segment + 1), true);
    const to = segment + 1 < segments ? header.getUint32(4 * (segment + 2), true) : bytes.length;
    const place = Math.floor(segment / width) * width + (width - 1 - (segment % width));
    unpackSegment(bytes.subarray(from, to), unpacked, place, pixel);
  }
  return unpacked;
}

/** PackBits (PS3.5 G.3.2) into every `step`th byte. */
function unpackSegment(packed: Uint8Array, into: Uint8Array, first: number, step: number): void {
  let at = 0;
  let to = first;
  while (at < packed.length && to < into.length) {
    const control = packed[at++] ?? 128;
    const run = control > 128;
    let count = run ? 257 - control : control < 128 ? control + 1 : 0;
    for (; count > 0 && to < into.length; count--, to += step) into[to] = packed[run ? at : at++] ?? 0;
    if (run) at += 1;
  }
}
