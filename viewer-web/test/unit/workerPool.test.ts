import { expect, test } from 'vitest';
import type { Decoded } from '../../src/reading/stack/decode';
import type { DecodeTask } from '../../src/reading/stack/decode.worker';
import { WorkerPool, type DecodeWorker } from '../../src/reading/stack/WorkerPool';

const decoded: Decoded = { samples: Uint8Array.of(1), lowest: 1, highest: 1 };
const task = (name: string): DecodeTask => ({ transferSyntaxUID: name, frame: { bytes: new Uint8Array(), shape: {} as never } });

/** Answers as it is told to, or never. */
class FakeWorker implements DecodeWorker {
  onmessage: DecodeWorker['onmessage'] = null;
  onerror: DecodeWorker['onerror'] = null;
  readonly asked: string[] = [];
  ended = false;

  constructor(private readonly answering = true) {}

  postMessage({ transferSyntaxUID, frame }: DecodeTask): void {
    this.asked.push(transferSyntaxUID);
    if (frame && this.answering) queueMicrotask(() => this.answer());
  }

  answer(): void {
    this.onmessage?.call(this as never, { data: { decoded } } as MessageEvent);
  }

  terminate(): void {
    this.ended = true;
  }
}

function poolOf(workers: FakeWorker[], limits: { workers: number; frameMs: number }) {
  const started: FakeWorker[] = [];
  const pool = new WorkerPool(() => {
    const worker = workers[started.length] ?? new FakeWorker();
    started.push(worker);
    return worker;
  }, limits);
  return { pool, started };
}

const FOR_EVER = 2_000_000_000;

test('a frame without end is given up, its decoder ended, and the frame behind it decoded by another', async () => {
  const endless = new FakeWorker(false);
  const { pool, started } = poolOf([endless], { workers: 1, frameMs: 5 });
  const hostile = pool.decode(task('hostile'), false);
  const next = pool.decode(task('next'), false);
  await expect(hostile).rejects.toThrow('too long');
  expect(await next).toBe(decoded);
  expect(endless.ended).toBe(true);
  expect(started.map(({ asked }) => asked)).toEqual([['hostile'], ['next']]);
});

test('what an ended decoder says afterwards counts for nobody', async () => {
  const endless = new FakeWorker(false);
  const { pool, started } = poolOf([endless], { workers: 1, frameMs: 5 });
  await expect(pool.decode(task('hostile'), false)).rejects.toThrow();
  endless.answer();
  expect(await pool.decode(task('next'), false)).toBe(decoded);
  expect(started.length).toBe(2);
});

test('a decoder that is done in time is kept for the next frame', async () => {
  const { pool, started } = poolOf([], { workers: 2, frameMs: FOR_EVER });
  pool.prepare('codec');
  await pool.decode(task('one'), false);
  await pool.decode(task('two'), false);
  expect(started.map(({ asked }) => asked)).toEqual([['codec', 'one', 'two']]);
  expect(started[0]?.ended).toBe(false);
});

test('one that died is replaced, and its frame fails', async () => {
  const dying = new FakeWorker(false);
  const { pool, started } = poolOf([dying], { workers: 1, frameMs: FOR_EVER });
  const failed = pool.decode(task('one'), false);
  dying.onerror?.call(dying as never, { message: '' } as ErrorEvent);
  await expect(failed).rejects.toThrow('a decoder died');
  expect(await pool.decode(task('two'), false)).toBe(decoded);
  expect(started.length).toBe(2);
});

test('what is looked at goes before what is decoded ahead', async () => {
  const slow = new FakeWorker(false);
  const { pool } = poolOf([slow], { workers: 1, frameMs: FOR_EVER });
  for (const [name, urgent] of [['first', false], ['ahead', false], ['wanted', true]] as const) void pool.decode(task(name), urgent);
  slow.answer();
  slow.answer();
  expect(slow.asked).toEqual(['first', 'wanted', 'ahead']);
});
