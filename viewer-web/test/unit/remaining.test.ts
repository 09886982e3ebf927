import { expect, test } from 'vitest';
import { remainingMs } from '../../src/ui/remaining';

test('what is left takes as long as what was done, image for image', () => {
  expect(remainingMs({ at: 0, done: 0 }, { at: 60_000, done: 20 }, 60)).toBe(120_000);
  expect(remainingMs({ at: 10_000, done: 10 }, { at: 20_000, done: 15 }, 25)).toBe(20_000);
});

test('nothing is said before there is a pace, nor when all is done', () => {
  expect(remainingMs({ at: 0, done: 0 }, { at: 1000, done: 1 }, 60)).toBeUndefined();
  expect(remainingMs({ at: 0, done: 5 }, { at: 9000, done: 5 }, 60)).toBeUndefined();
  expect(remainingMs({ at: 0, done: 0 }, { at: 9000, done: 60 }, 60)).toBeUndefined();
});
