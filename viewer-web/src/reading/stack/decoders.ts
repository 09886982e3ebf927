import type { Decoded } from './decode';
import type { DecodeAnswer, DecodeTask } from './decode.worker';
import type { FrameShape } from './shape';

/** Decoding is the slow part of a J2K frame; from three cores on one is left to the page itself. */
export const DECODERS = Math.max(2, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

interface Job {
  task: DecodeTask;
  resolve: (decoded: Decoded) => void;
  reject: (reason: unknown) => void;
}

/** Kept for the life of the page: starting one and compiling a codec take longer than decoding a slice. */
const idle: Worker[] = [];
const working = new Map<Worker, Job>();
const waiting: Job[] = [];
let started = 0;

function startOne(): Worker {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  started += 1;
  worker.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => {
    const job = working.get(worker);
    working.delete(worker);
    idle.push(worker);
    next();
    if ('decoded' in data) job?.resolve(data.decoded);
    else job?.reject(new Error(data.error));
  };
  // A worker that died, or whose code did not come over the line, is not used again; the next job starts another.
  worker.onerror = (event) => {
    const job = working.get(worker);
    working.delete(worker);
    worker.terminate();
    started -= 1;
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    job?.reject(new Error(event.message || 'a decoder died'));
    next();
  };
  return worker;
}

/** Starts a worker and the codec that the study will want, while its first frame is still on the line. */
export function prepare(transferSyntaxUID: string): void {
  if (started > 0 || !transferSyntaxUID) return;
  const worker = startOne();
  const task: DecodeTask = { transferSyntaxUID };
  worker.postMessage(task);
  idle.push(worker);
}

/** @param urgent what is looked at goes before what is decoded ahead */
export function decodeInWorker(bytes: Uint8Array<ArrayBuffer>, transferSyntaxUID: string, shape: FrameShape, urgent: boolean): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    const job = { task: { transferSyntaxUID, frame: { bytes, shape } }, resolve, reject };
    if (urgent) waiting.unshift(job);
    else waiting.push(job);
    next();
  });
}

function next(): void {
  if (waiting.length === 0) return;
  const worker = idle.pop() ?? (started < DECODERS ? startOne() : undefined);
  const job = worker && waiting.shift();
  if (!worker || !job) return;
  working.set(worker, job);
  worker.postMessage(job.task);
}
