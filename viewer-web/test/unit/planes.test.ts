import { expect, test } from 'vitest';
import type { DataSet } from '../../src/reading/dicomJson';
import { cutLine, inStep, nearest, placeIn, planeOf, type Plane } from '../../src/reading/planes';

const frame = (position: number[], orientation: number[], spacing = [1, 1], frameOfReference = '1.2'): DataSet => ({
  '00200032': { Value: position },
  '00200037': { Value: orientation },
  '00200052': { Value: [frameOfReference] },
  '00280010': { Value: [100] },
  '00280011': { Value: [200] },
  '00280030': { Value: spacing },
});
const AXIAL = [1, 0, 0, 0, 1, 0];
const CORONAL = [1, 0, 0, 0, 0, -1];
const plane = (...parameters: Parameters<typeof frame>) => planeOf(frame(...parameters)) as Plane;

test('an image that does not say how it lies has no plane', () => {
  expect(planeOf({ '00200037': { Value: AXIAL } })).toBeUndefined();
});

test('a place in the patient is found in the image, the middle of the first pixel at a half', () => {
  const oblique = plane([10, 20, 30], AXIAL, [2, 0.5]);
  expect(placeIn(oblique, [10, 20, 99])).toEqual([0.5, 0.5]);
  expect(placeIn(oblique, [15, 26, 30])).toEqual([10.5, 3.5]);
});

test('the nearest slice is the one at the same height of the same patient space', () => {
  const slices = [0, 5, 10, 15].map((z) => plane([0, 0, z], AXIAL));
  expect(nearest(slices, plane([-20, 3, 11], AXIAL))).toBe(2);
  expect(nearest(slices, plane([0, 0, 11], CORONAL))).toBeUndefined();
  expect(nearest(slices, plane([0, 0, 11], AXIAL, [1, 1], '9.9'))).toBeUndefined();
});

test('two studies scroll in step from where they stand, whichever way their slices are counted', () => {
  const other = [100, 95, 90, 85].map((z) => plane([0, 0, z], AXIAL, [1, 1], '9.9'));
  expect(inStep(other, 1, plane([0, 0, 0], AXIAL), plane([0, 0, 5], AXIAL))).toBe(0);
  expect(inStep(other, 1, plane([0, 0, 0], AXIAL), plane([0, 0, -10], AXIAL))).toBe(3);
  expect(inStep(other, 1, plane([0, 0, 0], AXIAL), plane([0, 0, -1], AXIAL))).toBe(1);
  expect(inStep(other, 1, plane([0, 0, 0], CORONAL), plane([0, 9, 0], CORONAL))).toBeUndefined();
});

test('an axial slice cuts a coronal one in a level line', () => {
  const coronal = plane([0, 50, 80], CORONAL);
  const axial = plane([0, 0, 30], AXIAL);
  // 50 mm below the top row's middle; from the first to the last column of the axial slice.
  expect(cutLine(coronal, axial)).toEqual([[200, 50.5], [0, 50.5]]);
});

test('slices beside each other, or beyond each other, do not cut', () => {
  expect(cutLine(plane([0, 0, 0], AXIAL), plane([0, 0, 5], AXIAL))).toBeUndefined();
  expect(cutLine(plane([0, 500, 80], CORONAL), plane([0, 0, 30], AXIAL))).toBeUndefined();
});
