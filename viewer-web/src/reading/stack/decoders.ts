import { WorkerPool } from './WorkerPool';

/** Decoding is the slow part of a J2K frame; from three cores on one is left to the page itself. */
export const DECODERS = Math.max(2, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

/** The largest frames of the field, mammograms of 16 million pixels, take some 15 s on a slow PC. */
const FRAME_MS = 60_000;

const start = () => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });

/** The decoders of the page. */
export const decoders = new WorkerPool(start, { workers: DECODERS, frameMs: FRAME_MS });
