import { codecOf } from './codecs';
import { decode, type Decoded } from './decode';
import type { FrameShape } from './shape';

/** A frame to be decoded, or, without bytes, a codec to be made ready for what comes. */
export interface DecodeTask {
  transferSyntaxUID: string;
  frame?: { bytes: Uint8Array<ArrayBuffer>; shape: FrameShape; halvings?: number };
}

export type DecodeAnswer = { decoded: Decoded } | { error: string };

self.addEventListener('message', ({ data }: MessageEvent<DecodeTask>) => {
  const { transferSyntaxUID, frame } = data;
  if (frame) void answer(transferSyntaxUID, frame);
  else void codecOf(transferSyntaxUID).warm?.().catch(() => undefined); // said with the first frame
});

async function answer(transferSyntaxUID: string, { bytes, shape, halvings }: NonNullable<DecodeTask['frame']>): Promise<void> {
  try {
    const decoded = await decode(bytes, transferSyntaxUID, shape, halvings);
    const message: DecodeAnswer = { decoded };
    self.postMessage(message, { transfer: [decoded.samples.buffer] });
  } catch (error) {
    const message: DecodeAnswer = { error: String(error) };
    self.postMessage(message);
  }
}
