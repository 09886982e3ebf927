import { expect, test } from 'vitest';
import { edgesOfCamera, edgesOfProjection, letters, opposite } from '../../src/reading/orientation';

test('an axial slice has the patient’s right on the left, seen from the feet', () => {
  expect(edgesOfCamera([0, -1, 0], [0, 0, -1])).toEqual({ top: 'A', right: 'L', bottom: 'P', left: 'R' });
});

test('a coronal slice has the head on top', () => {
  expect(edgesOfCamera([0, 0, 1], [0, -1, 0])).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
});

test('an oblique direction has two letters, the stronger first, and no third that hardly counts', () => {
  expect(letters([0.1, -0.8, 0.59])).toBe('AH');
  expect(opposite('AH')).toBe('PF');
});

test('a projection says its edges itself: rows to L, columns to F', () => {
  expect(edgesOfProjection(['L', 'F'])).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
});
