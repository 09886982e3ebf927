import type { Samples } from './shape';

/** Samples of little-endian bytes; bits allocated one by one become bytes (PS3.5 8.1.1). */
export function wordsOf(bytes: Uint8Array<ArrayBuffer>, bits: number, signed: boolean): Samples {
  if (bits === 1) return Uint8Array.from({ length: bytes.length * 8 }, (_, i) => ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1);
  if (bits <= 8) return signed ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
  const size = bits / 8;
  const whole = bytes.length - (bytes.length % size);
  const { buffer, byteOffset } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  if (bits === 16) return signed ? new Int16Array(buffer, byteOffset, whole / 2) : new Uint16Array(buffer, byteOffset, whole / 2);
  if (bits === 32) return signed ? new Int32Array(buffer, byteOffset, whole / 4) : new Uint32Array(buffer, byteOffset, whole / 4);
  throw new Error(`${bits} bits a sample are not known`);
}
