import { expect, test } from 'vitest';
import { areaOf, bordersOf, turnOf } from '../../src/reading/imageView';

test('quarter turns and mirroring are told from where the image lies', () => {
  expect(turnOf([2, 0, 0, 2, 10, 10])).toEqual({ rotation: 0, mirrored: false });
  expect(turnOf([0, 2, -2, 0, 90, 0])).toEqual({ rotation: 90, mirrored: false });
  expect(turnOf([-2, 0, 0, -2, 90, 90])).toEqual({ rotation: 180, mirrored: false });
  expect(turnOf([0, -2, 2, 0, 0, 90])).toEqual({ rotation: 270, mirrored: false });
  expect(turnOf([-2, 0, 0, 2, 90, 0])).toEqual({ rotation: 0, mirrored: true });
  // turned right, a row runs downwards; mirrored after that, the rows lie from left to right
  expect(turnOf([0, 2, 2, 0, 0, 0])).toEqual({ rotation: 90, mirrored: true });
});

test('the part in sight is told in places of the image, in the order of the screen', () => {
  expect(areaOf([2, 0, 0, 2, -20, 0], { width: 100, height: 80 })).toEqual([[10, 0], [60, 40]]);
  expect(areaOf([-1, 0, 0, 1, 100, 0], { width: 100, height: 80 })).toEqual([[100, 0], [0, 80]]);
});

test('pixels counted from 1 have borders, mirrored ones as well', () => {
  expect(bordersOf([1, 1], [4, 3])).toEqual([[0, 0], [4, 3]]);
  expect(bordersOf([4, 1], [1, 3])).toEqual([[4, 0], [0, 3]]);
  expect(bordersOf([], [4, 3])).toBeUndefined();
});
