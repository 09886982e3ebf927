import { codecOf } from './codecs';
import { coloursOf } from './colours';
import type { FrameShape, Samples } from './shape';

/** A frame without its compression: stored values of greys, or red, green and blue pixel by pixel. */
export interface Decoded {
  samples: Samples;
  lowest: number;
  highest: number;
}

/** @param halvings how often columns and rows of the frame are halved; `shape` has those that remain */
export async function decode(bytes: Uint8Array<ArrayBuffer>, transferSyntaxUID: string, shape: FrameShape, halvings = 0): Promise<Decoded> {
  const unpacked = await codecOf(transferSyntaxUID)(bytes, shape, halvings);
  const colours = coloursOf(unpacked, shape);
  const wanted = shape.rows * shape.columns * (colours ? 3 : 1);
  const samples = colours ?? storedBits(unpacked.samples, shape);
  if (samples.length < wanted) throw new Error(`${samples.length} samples of ${wanted}`);
  return { samples, ...(colours ? { lowest: 0, highest: 255 } : extremesOf(samples, wanted)) };
}

/**
 * Where fewer bits are stored than allocated, the sign is the highest of the stored, and what lies above them, such as an
 * overlay of the old kind, is not part of the value (PS3.5 8.1.1).
 */
function storedBits(samples: Samples, { signed, bitsStored }: FrameShape): Samples {
  const spare = 32 - bitsStored;
  if (bitsStored >= samples.BYTES_PER_ELEMENT * 8) return samples;
  const words = signed && samples instanceof Uint16Array ? new Int16Array(samples.buffer, samples.byteOffset, samples.length) : samples;
  for (let i = 0; i < words.length; i++) {
    const raised = (words[i] ?? 0) << spare;
    words[i] = signed ? raised >> spare : raised >>> spare;
  }
  return words;
}

function extremesOf(samples: Samples, count: number): { lowest: number; highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const sample = samples[i] ?? 0;
    if (sample < lowest) lowest = sample;
    if (sample > highest) highest = sample;
  }
  return { lowest, highest };
}
