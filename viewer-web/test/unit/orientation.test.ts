import { expect, test } from 'vitest';
import { edgesOf, letters } from '../../src/reading/orientation';

const AXIAL = { '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] } };
const AS_STORED = [2, 0, 0, 2, 40, 10] as const;

test('a direction is named by its strongest axes, and what is negligible is left out', () => {
  expect(letters([1, 0, 0])).toBe('L');
  expect(letters([-0.8, -0.6, 0])).toBe('RA');
  expect(letters([0, 0.1, -0.99])).toBe('F');
});

test('an axial slice as stored has the right side of the patient at the left, and the front on top', () => {
  expect(edgesOf(AXIAL, AS_STORED)).toEqual({ top: 'A', right: 'L', bottom: 'P', left: 'R' });
});

test('a coronal slice shows the head on top', () => {
  const coronal = { '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 0, -1] } };
  expect(edgesOf(coronal, AS_STORED)).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
});

test('mirrored and turned, the letters go with the image', () => {
  expect(edgesOf(AXIAL, [-2, 0, 0, 2, 500, 0])).toEqual({ top: 'A', right: 'R', bottom: 'P', left: 'L' });
  // A quarter turn clockwise: what was on top is now at the right.
  expect(edgesOf(AXIAL, [0, 2, -2, 0, 500, 0])).toEqual({ top: 'R', right: 'A', bottom: 'L', left: 'P' });
});

test('a projection takes its letters from Patient Orientation, also when it is turned', () => {
  const chest = { '00200020': { vr: 'CS', Value: ['L', 'F'] } };
  expect(edgesOf(chest, AS_STORED)).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
  expect(edgesOf(chest, [0, 2, -2, 0, 500, 0])).toEqual({ top: 'R', right: 'H', bottom: 'L', left: 'F' });
});

test('an image that does not say how it lies has no letters', () => {
  expect(edgesOf({}, AS_STORED)).toBeUndefined();
  expect(edgesOf({ '00200020': { vr: 'CS', Value: [] } }, AS_STORED)).toBeUndefined();
});
