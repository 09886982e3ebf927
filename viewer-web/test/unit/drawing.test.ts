import { expect, test } from 'vitest';
import { apply, invert, roundLength, type Matrix, type Point } from '../../src/reading/geometry';
import { completed, isComplete, placedAt, press, release, type Draft } from '../../src/reading/measure/draft';
import { PLACES, type MeasurementKind } from '../../src/reading/measure/measurement';
import { shifted } from '../../src/reading/presets';

test('a matrix and its inverse lead back to the same place', () => {
  const turned: Matrix = [0.3, 1.2, -1.1, 0.4, 57, -3];
  const [x, y] = apply(invert(turned), apply(turned, [123.25, 45.5]));
  expect(x).toBeCloseTo(123.25, 9);
  expect(y).toBeCloseTo(45.5, 9);
});

test('a scale bar has a round length that fits', () => {
  expect([73, 50, 49.9, 9, 2.1, 0.3].map(roundLength)).toEqual([50, 50, 20, 5, 2, 0.2]);
});

/** Presses and lets go at each pair of places. */
const drawn = (kind: MeasurementKind, gestures: [Point, Point][]): Draft =>
  gestures.reduce<Draft | undefined>((draft, [down, up]) => release(press(draft, kind, down), up), undefined) as Draft;

test('one drag makes a length, and so do two clicks', () => {
  const dragged = drawn('length', [[[0, 0], [30, 40]]]);
  const clicked = drawn('length', [[[0, 0], [0, 0]], [[30, 40], [30, 40]]]);
  for (const draft of [dragged, clicked]) {
    expect(isComplete(draft)).toBe(true);
    expect(completed(draft)).toEqual([[0, 0], [30, 40]]);
  }
});

test('an angle takes a drag and a click, a Cobb angle two drags', () => {
  expect(completed(drawn('angle', [[[0, 0], [10, 0]], [[10, 10], [10, 10]]]))).toEqual([[0, 0], [10, 0], [10, 10]]);
  const half = drawn('cobb', [[[0, 0], [10, 0]]]);
  expect(isComplete(half)).toBe(false);
  expect(isComplete(drawn('cobb', [[[0, 0], [10, 0]], [[0, 9], [10, 9]]]))).toBe(true);
});

test('a second diameter is proposed across the middle of the first, half as long', () => {
  expect(completed(drawn('bidirectional', [[[0, 0], [40, 0]]]))).toEqual([[0, 0], [40, 0], [20, 10], [20, -10]]);
});

test('another tool begins anew', () => {
  expect(press(drawn('cobb', [[[0, 0], [10, 0]]]), 'angle', [5, 5]).set).toEqual([[5, 5]]);
});

test('a measurement placed by keyboard has all its places', () => {
  for (const [kind, count] of Object.entries(PLACES)) {
    expect(placedAt(kind as MeasurementKind, [100, 100], 10)).toHaveLength(count);
  }
});

test('a relative preset starts from the window shown', () => {
  expect(shifted({ center: 600, width: 1000 }, { widthTimes: 0.7, shift: 0 })).toEqual({ center: 600, width: 700 });
  expect(shifted({ center: 600, width: 1000 }, { widthTimes: 1, shift: -0.15 })).toEqual({ center: 450, width: 1000 });
});
