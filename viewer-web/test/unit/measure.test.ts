import { expect, test } from 'vitest';
import type { DataSet } from '../../src/reading/dicomJson';
import type { Point } from '../../src/reading/geometry';
import { measure, valueUnit, type MeasurementKind } from '../../src/reading/measure/measurement';
import type { Pixels } from '../../src/reading/measure/statistics';

// Expected values: numpy, from the definitions. Rows lie 0.8 mm apart, columns 0.5 mm.
const SPACED: DataSet = {
  '00080060': { Value: ['CT'] },
  '00280030': { Value: ['0.8', '0.5'] },
  '00281053': { Value: [1] },
};
// Image of numpy: ((arange(120).reshape(10, 12) * 37) % 101) - 1024
const PIXELS: Pixels = {
  columns: 12,
  rows: 10,
  value: (column, row) => (((row * 12 + column) * 37) % 101) - 1024,
  samples: () => [],
};

const told = (kind: MeasurementKind, points: Point[], dataSet = SPACED, pixels: Pixels | null = PIXELS) =>
  Object.fromEntries(
    measure({ id: '', kind, sopInstanceUID: '1', frameNumber: 1, points }, dataSet, pixels ?? undefined).values.map(({ name, value, unit }) => [name, [value, unit]]),
  );

test('a length counts columns and rows at their own spacing', () => {
  const [value, unit] = told('length', [[10, 20], [110, 95]]).length as [number, string];
  expect(value).toBeCloseTo(78.10249675906654, 9);
  expect(unit).toBe('mm');
});

test('an angle is that of the patient, not of the pixels', () => {
  expect(told('angle', [[150, 50], [50, 50], [120, 10]]).angle?.[0]).toBeCloseTo(42.436229788534995, 9);
});

test('a Cobb angle does not depend on which end a line was drawn from, and may exceed a right angle', () => {
  const cobb = (points: Point[]) => told('cobb', points).cobb?.[0];
  expect(cobb([[0, 0], [100, -40], [0, 0], [100, 60]])).toBeCloseTo(76.4501037432854, 9);
  expect(cobb([[100, -40], [0, 0], [0, 0], [100, 60]])).toBeCloseTo(76.4501037432854, 9);
  expect(cobb([[0, 0], [10, 100], [0, 0], [10, -60]])).toBeCloseTo(170.4768025710291, 9);
});

test('the cardiothoracic ratio is the heart over the thorax', () => {
  expect(told('cardiothoracic', [[60, 200], [180, 205], [20, 260], [250, 262]]).ratio?.[0]).toBeCloseTo(0.5228466633426213, 9);
});

test('an ellipse takes the pixels whose middle lies in it', () => {
  const { mean, deviation, minimum, maximum, count, area } = told('ellipse', [[2.2, 1.3], [9.7, 8.1]]);
  expect(count?.[0]).toBe(41);
  expect(mean?.[0]).toBeCloseTo(-972.1463414634146, 9);
  expect(deviation?.[0]).toBeCloseTo(28.875308868042712, 9);
  expect([minimum?.[0], maximum?.[0]]).toEqual([-1022, -924]);
  expect(area?.[0]).toBeCloseTo(16.022122533307947, 9);
  expect([mean?.[1], area?.[1]]).toEqual(['HU', 'mm²']);
});

test('a rectangle takes the pixels whose middle lies in it, from whichever corner it was drawn', () => {
  for (const points of [[[2.2, 1.3], [9.7, 8.1]], [[9.7, 8.1], [2.2, 1.3]]] as Point[][]) {
    const { mean, deviation, count, area } = told('rectangle', points);
    expect(count?.[0]).toBe(56);
    expect(mean?.[0]).toBeCloseTo(-972.5178571428571, 9);
    expect(deviation?.[0]).toBeCloseTo(29.004304527474005, 9);
    expect(area?.[0]).toBeCloseTo(20.4, 9);
  }
});

test('the longer of two diameters is the long axis', () => {
  const { longAxis, shortAxis } = told('bidirectional', [[0, 0], [4, 0], [0, 0], [0, 10]]);
  expect([longAxis?.[0], shortAxis?.[0]]).toEqual([8, 2]);
});

test('a probe tells the value of the pixel it lies in', () => {
  expect(told('probe', [[3.99, 2.01]]).value).toEqual([(((2 * 12 + 3) * 37) % 101) - 1024, 'HU']);
  expect(told('probe', [[3.99, 2.01]], SPACED, null)).toEqual({});
});

test('without a scale nothing is told in millimetres', () => {
  const bare = { '00080060': { Value: ['CR'] } };
  expect(told('length', [[0, 0], [3, 4]], bare).length).toEqual([5, 'px']);
  const { area, mean } = told('rectangle', [[0, 0], [4, 4]], bare);
  expect([area, mean?.[1]]).toEqual([[16, 'px²'], '']);
});

test('an unfinished measurement tells nothing', () => {
  expect(told('cobb', [[0, 0], [1, 1], [2, 2]])).toEqual({});
});

test('Hounsfield units are told only where the values are', () => {
  expect(valueUnit({ '00281054': { Value: ['HU'] } })).toBe('HU');
  expect(valueUnit({ '00080060': { Value: ['CT'] }, '00281053': { Value: [1] } })).toBe('HU');
  expect(valueUnit({ '00080060': { Value: ['CT'] }, '00281053': { Value: [1] }, '00281054': { Value: ['US'] } })).toBe('');
  expect(valueUnit({ '00080060': { Value: ['MR'] }, '00281053': { Value: [1] } })).toBe('');
  expect(valueUnit({ '00080060': { Value: ['PT'] }, '00541001': { Value: ['BQML'] } })).toBe('BQML');
});
