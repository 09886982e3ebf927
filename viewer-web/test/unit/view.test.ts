import { expect, test } from 'vitest';
import { apply, invert, type Point } from '../../src/reading/geometry';
import { turnOf } from '../../src/reading/imageView';
import { between, FITTED, flipped, lookingAt, matrixOf, moved, sightOf, turned, turnFor, zoomed } from '../../src/reading/stack/view';
import type { Plane } from '../../src/reading/planes';

const EXTENT = { columns: 200, rows: 100, aspect: 1 };
const PANE = { width: 400, height: 400 };
const near = (one: readonly number[], other: readonly number[]) => one.forEach((part, i) => expect(part).toBeCloseTo(other[i] ?? NaN, 9));

test('an image is fitted into the middle of the pane, whichever way it is turned', () => {
  near(apply(matrixOf(FITTED, EXTENT, PANE), [0, 0]), [0, 100]);
  const matrix = matrixOf(turned(FITTED, 1), EXTENT, { width: 100, height: 400 });
  near(apply(matrix, [0, 0]), [100, 100]);
  near(apply(matrix, [200, 100]), [0, 300]);
});

test('a pixel twice as high as wide is shown so', () => {
  near(matrixOf(FITTED, { columns: 100, rows: 100, aspect: 2 }, PANE), [2, 0, 0, 4, 100, 0]);
});

test('what lies under the hand stays under it', () => {
  const hand: Point = [310, 150];
  const before = apply(invert(matrixOf(FITTED, EXTENT, PANE)), hand);
  const larger = zoomed(FITTED, EXTENT, PANE, 3, hand);
  near(apply(matrixOf(larger, EXTENT, PANE), before), hand);
  near(apply(matrixOf(moved(larger, EXTENT, PANE, [5, -7]), EXTENT, PANE), before), [315, 143]);
});

test('turning and mirroring say what a presentation state says of them', () => {
  const seen = flipped(turned(FITTED, 1), 'horizontal');
  expect(turnOf(matrixOf(seen, EXTENT, PANE))).toEqual({ rotation: 90, mirrored: true });
  near(seen.turn, turnFor(90, true));
  near(turned(turned(turned(turned(FITTED, -1), -1), -1), -1).turn, FITTED.turn);
  expect(turnOf(matrixOf(flipped(FITTED, 'vertical'), EXTENT, PANE))).toEqual({ rotation: 180, mirrored: true });
});

test('a displayed area fills the pane as far as its shape allows', () => {
  const matrix = matrixOf(between(FITTED, EXTENT, PANE, [[50, 20], [100, 70]]), EXTENT, PANE);
  near(apply(matrix, [50, 20]), [0, 0]);
  near(apply(matrix, [100, 70]), [400, 400]);
});

test('two stacks of one patient look at the same place, each in its own pixels', () => {
  const plane = (millimetres: number, columns: number): Plane => ({
    frameOfReferenceUID: '1.2', position: [10, 20, 0], alongRow: [millimetres, 0, 0], alongColumn: [0, millimetres, 0], normal: [0, 0, 1], columns, rows: columns,
  });
  const [fine, coarse] = [{ columns: 200, rows: 200, aspect: 1 }, { columns: 100, rows: 100, aspect: 1 }];
  const leading = zoomed(FITTED, fine, PANE, 2, [100, 100]);
  const sight = sightOf(leading, fine, PANE, plane(1, 200));
  const following = lookingAt(FITTED, coarse, { width: 200, height: 200 }, plane(2, 100), sight);
  near(Object.values(sightOf(following, coarse, { width: 200, height: 200 }, plane(2, 100)).focus), Object.values(sight.focus));
  expect(following.zoom).toBeCloseTo(2, 9);
});
