import { expect, test } from 'vitest';
import { visibleRows } from '../../src/worklist/window';

test('a list at its top draws one screen and a little more', () => {
  expect(visibleRows(100, 900, 50, 5000)).toEqual({ first: 0, end: 28 });
});

test('far down only what is near the screen is drawn', () => {
  const { first, end } = visibleRows(-100_000, 900, 50, 5000);
  expect(first).toBe(2000 - 12);
  expect(end).toBe(2018 + 12);
});

test('a list that has become shorter than where it was scrolled to draws nothing beyond its end', () => {
  expect(visibleRows(-100_000, 900, 50, 10)).toEqual({ first: 10, end: 10 });
});
