import type { Decoded } from './decode';
import type { DecodeAnswer, DecodeTask } from './decode.worker';

/** What is used of a worker. */
export type DecodeWorker = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

export interface PoolLimits {
  workers: number;
  /** How long one frame may take; the codecs themselves know no end of a frame that was made to have none. */
  frameMs: number;
}

interface Job {
  task: DecodeTask;
  resolve: (decoded: Decoded) => void;
  reject: (reason: unknown) => void;
  timer?: ReturnType<typeof setTimeout>;
}

/** Decodes frames in workers, as many at once as it may have, each for no longer than it may. */
export class WorkerPool {
  /** Kept for the life of the page: starting one and compiling a codec take longer than decoding a slice. */
  private readonly idle: DecodeWorker[] = [];
  private readonly working = new Map<DecodeWorker, Job>();
  private readonly waiting: Job[] = [];
  private started = 0;

  constructor(
    private readonly make: () => DecodeWorker,
    private readonly limits: PoolLimits,
  ) {}

  /** Starts a worker and the codec that the study will want, while its first frame is still on the line. */
  prepare(transferSyntaxUID: string): void {
    if (this.started > 0 || !transferSyntaxUID) return;
    const worker = this.startOne();
    const task: DecodeTask = { transferSyntaxUID };
    worker.postMessage(task);
    this.idle.push(worker);
  }

  /** @param urgent what is looked at goes before what is decoded ahead */
  decode(task: DecodeTask, urgent: boolean): Promise<Decoded> {
    return new Promise((resolve, reject) => {
      const job = { task, resolve, reject };
      if (urgent) this.waiting.unshift(job);
      else this.waiting.push(job);
      this.next();
    });
  }

  private startOne(): DecodeWorker {
    const worker = this.make();
    this.started += 1;
    worker.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => {
      const job = this.taken(worker);
      this.idle.push(worker);
      this.next();
      if ('decoded' in data) job?.resolve(data.decoded);
      else job?.reject(new Error(data.error));
    };
    // One that died, or whose code did not come over the line, is not used again; the next job starts another.
    worker.onerror = (event) => this.end(worker, event.message || 'a decoder died');
    return worker;
  }

  private end(worker: DecodeWorker, reason: string): void {
    const job = this.taken(worker);
    worker.onmessage = null;
    worker.terminate();
    this.started -= 1;
    if (this.idle.includes(worker)) this.idle.splice(this.idle.indexOf(worker), 1);
    job?.reject(new Error(reason));
    this.next();
  }

  private taken(worker: DecodeWorker): Job | undefined {
    const job = this.working.get(worker);
    this.working.delete(worker);
    clearTimeout(job?.timer);
    return job;
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const worker = this.idle.pop() ?? (this.started < this.limits.workers ? this.startOne() : undefined);
    const job = worker && this.waiting.shift();
    if (!worker || !job) return;
    this.working.set(worker, job);
    job.timer = setTimeout(() => this.end(worker, 'the frame takes too long to decode'), this.limits.frameMs);
    worker.postMessage(job.task);
  }
}
