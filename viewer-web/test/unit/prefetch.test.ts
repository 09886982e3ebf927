import { expect, test } from 'vitest';
import { Prefetch } from '../../src/reading/cornerstone/prefetch';

const tick = () => new Promise((resolve) => setTimeout(resolve));

test('the image nearest to the cursor comes first, and the cursor may move', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const load = (imageId: string) => {
    asked.push(imageId);
    return new Promise<void>((resolve) => answers.push(resolve));
  };
  const prefetch = new Prefetch(['0', '1', '2', '3', '4', '5', '6', '7'], 3, load, 1);
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
  new Prefetch(['0', '1', '2', '3', '4'], 0, load, 2).start();
  while (asked.length < 5) await tick();
  expect(most).toBe(2);
});

test('nothing is asked for after the series has left the screen', async () => {
  const asked: string[] = [];
  const prefetch = new Prefetch(['0', '1', '2'], 0, async (imageId) => void asked.push(imageId), 1);
  prefetch.start();
  prefetch.stop();
  await tick();
  expect(asked).toEqual(['0']);
});
