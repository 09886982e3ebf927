import type { Unpacked } from './codecs';
import type { FrameShape } from './shape';
import { wordsOf } from './words';

export interface WasmDecoder {
  getEncodedBuffer: (size: number) => Uint8Array;
  decode: () => void;
  /** Of JPEG 2000 alone; of every layer, where `layers` is 0. */
  decodeSubResolution?: (halvings: number, layers: number) => void;
  getFrameInfo: () => { bitsPerSample: number; isSigned: boolean; componentCount: number };
  getDecodedBuffer: () => Uint8Array;
  /** Of JPEG-LS alone: 0 is plane by plane. */
  getInterleaveMode?: () => number;
  delete: () => void;
}

export type WasmDecoderClass = new () => WasmDecoder;

/**
 * One frame, by a decoder of its own: one that is used again says nothing of a frame that it cannot read, and gives the
 * pixels of the frame before.
 *
 * @param halvings how often columns and rows are halved
 */
export function unpackWith(Decoder: WasmDecoderClass, bytes: Uint8Array<ArrayBuffer>, shape: FrameShape, halvings = 0): Omit<Unpacked, 'isRgb'> {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    if (halvings > 0) decoder.decodeSubResolution?.(halvings, 0);
    else decoder.decode();
    const { bitsPerSample, isSigned, componentCount } = decoder.getFrameInfo();
    // JPEG-LS and JPEG do not say whether their samples have a sign: the data set does (PS3.5 8.2).
    const signed = decoder.getInterleaveMode ? shape.signed : isSigned;
    const samples = wordsOf(new Uint8Array(decoder.getDecodedBuffer()), bitsPerSample > 8 ? 16 : 8, signed && componentCount === 1);
    return { samples, planar: decoder.getInterleaveMode?.() === 0 && componentCount > 1 };
  } finally {
    decoder.delete();
  }
}

/** A codestream of JPEG 2000 with its end, and what fills it up to an even length (ISO/IEC 15444-1 A.4.4, PS3.5 A.4). */
export function isWhole(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
