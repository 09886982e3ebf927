import { expect, test } from 'vitest';
import { Prefetch } from '../../src/reading/stack/prefetch';

const tick = () => new Promise((resolve) => setTimeout(resolve));

const immediately = async () => undefined;
const limits = { fetching: 1, decoding: 1, decodingMeanwhile: 1, waiting: 100 };

test('the image nearest to the cursor comes first, and the cursor may move', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const load = (imageId: string) => {
    asked.push(imageId);
    return new Promise<void>((resolve) => answers.push(resolve));
  };
  const prefetch = new Prefetch(['0', '1', '2', '3', '4', '5', '6', '7'], 3, { fetch: load, decode: immediately }, limits);
  prefetch.start();
  answers.pop()?.();
  await tick();
  prefetch.moveTo(7);
  answers.pop()?.();
  await tick();
  expect(asked).toEqual(['3', '2', '7']);
});

test('no more are under way than allowed, and one that fails does not stop the rest', async () => {
  let running = 0;
  let most = 0;
  const asked: string[] = [];
  const load = async (imageId: string) => {
    asked.push(imageId);
    most = Math.max(most, ++running);
    await tick();
    running -= 1;
    if (imageId === '2') throw new Error('no such frame');
  };
  new Prefetch(['0', '1', '2', '3', '4'], 0, { fetch: load, decode: immediately }, { ...limits, fetching: 2 }).start();
  while (asked.length < 5) await tick();
  expect(most).toBe(2);
});

test('nothing is asked for after the series has left the screen', async () => {
  const asked: string[] = [];
  const prefetch = new Prefetch(['0', '1', '2'], 0, { fetch: async (imageId) => void asked.push(imageId), decode: immediately }, limits);
  prefetch.start();
  prefetch.stop();
  await tick();
  expect(asked).toEqual(['0']);
});

test('the line does not wait for the decoders, but holds no more than they may be behind', async () => {
  const fetched: string[] = [];
  const steps = { fetch: async (imageId: string) => void fetched.push(imageId), decode: () => new Promise(() => undefined) };
  const prefetch = new Prefetch(['0', '1', '2', '3', '4', '5'], 0, steps, { ...limits, waiting: 3 });
  prefetch.start();
  prefetch.startDecoding();
  for (let i = 0; i < 10; i++) await tick();
  expect(fetched).toEqual(['0', '1', '2', '3']);
});

test('nothing is decoded before the image that is opened is on the screen, and then the nearest first', async () => {
  const decoded: string[] = [];
  const prefetch = new Prefetch(['0', '1', '2'], 1, { fetch: immediately, decode: async (imageId) => void decoded.push(imageId) }, limits);
  prefetch.start();
  for (let i = 0; i < 10; i++) await tick();
  expect(decoded).toEqual([]);
  prefetch.startDecoding();
  while (decoded.length < 3) await tick();
  expect(decoded).toEqual(['1', '0', '2']);
});

test('a processor is left to the line while bytes are coming', async () => {
  let most = 0;
  let running = 0;
  const answers: (() => void)[] = [];
  const fetch = () => new Promise<void>((resolve) => answers.push(resolve));
  const decode = () => {
    most = Math.max(most, ++running);
    return new Promise(() => undefined);
  };
  const prefetch = new Prefetch(['0', '1', '2'], 0, { fetch, decode }, { ...limits, fetching: 3, decoding: 2 });
  prefetch.start();
  prefetch.startDecoding();
  answers[0]?.();
  answers[1]?.();
  await tick();
  expect(most).toBe(1);
  answers[2]?.();
  await tick();
  expect(most).toBe(2);
});
