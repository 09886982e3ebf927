import { expect, test } from 'vitest';
import type { DataSet } from '../../src/reading/dicomJson';
import { scaleOf } from '../../src/reading/measure/calibration';
import { measure } from '../../src/reading/measure/measurement';

const values = (tags: Record<string, unknown[]>): DataSet => Object.fromEntries(Object.entries(tags).map(([tag, Value]) => [tag, { Value }]));
const PIXEL_SPACING = '00280030';
const IMAGER_PIXEL_SPACING = '00181164';

test('the first number of a spacing is the step down, the second the step right', () => {
  expect(scaleOf(values({ [PIXEL_SPACING]: [0.8, 0.5] }), [])).toMatchObject({ x: 0.5, y: 0.8, xUnit: 'mm', source: 'patient' });
});

test('a projection measured at its detector says so', () => {
  expect(scaleOf(values({ [IMAGER_PIXEL_SPACING]: [0.14, 0.14] }), []).source).toBe('detector');
  // Some modalities repeat the detector's spacing as Pixel Spacing; that is no calibration.
  expect(scaleOf(values({ [IMAGER_PIXEL_SPACING]: [0.14, 0.14], [PIXEL_SPACING]: [0.14, 0.14] }), []).source).toBe('detector');
});

test('a magnification that the modality estimated is taken away', () => {
  const scale = scaleOf(values({ [IMAGER_PIXEL_SPACING]: [0.14, 0.14], '00181114': [1.25] }), []);
  expect(scale.source).toBe('magnified');
  expect(scale.x).toBeCloseTo(0.112, 9);
});

test('a calibrated projection says so', () => {
  expect(scaleOf(values({ [IMAGER_PIXEL_SPACING]: [0.14, 0.14], [PIXEL_SPACING]: [0.12, 0.12] }), []).source).toBe('calibrated');
  expect(scaleOf(values({ [PIXEL_SPACING]: [0.12, 0.12], '00280A02': ['FIDUCIAL'] }), []).source).toBe('calibrated');
});

test('a scanned film is measured on the film; nothing is known without any of these', () => {
  expect(scaleOf(values({ '00182010': [0.2, 0.2] }), []).source).toBe('scanned');
  expect(scaleOf({}, []).source).toBe('unknown');
  expect(scaleOf(values({ [PIXEL_SPACING]: [0, 0] }), []).source).toBe('unknown');
});

const region = (bounds: number[], units: [number, number], deltas: [number, number]) =>
  values({
    '00186018': [bounds[0]], '0018601A': [bounds[1]], '0018601C': [bounds[2]], '0018601E': [bounds[3]],
    '00186024': [units[0]], '00186026': [units[1]], '0018602C': [deltas[0]], '0018602E': [deltas[1]],
  });
const ULTRASOUND = values({
  // A tissue region in centimetres beside a Doppler one in seconds and centimetres per second.
  '00186011': [region([0, 0, 299, 399], [3, 3], [0.02, 0.025]), region([300, 0, 599, 399], [4, 7], [0.005, -0.5])],
  [PIXEL_SPACING]: [9, 9],
});
const length = (a: [number, number], b: [number, number]) =>
  measure({ id: '', kind: 'length', sopInstanceUID: '1', frameNumber: 1, points: [a, b] }, ULTRASOUND, undefined).values.map(
    ({ name, value, unit }) => `${name} ${value.toFixed(3)} ${unit}`,
  );

test('an ultrasound region brings its own scale', () => {
  expect(length([10, 10], [110, 110])).toEqual([`length ${Math.hypot(100 * 0.2, 100 * 0.25).toFixed(3)} mm`]);
});

test('in a Doppler region time and speed are told apart', () => {
  expect(length([300, 10], [400, 50])).toEqual(['width 0.500 s', 'height 20.000 cm/s']);
});

test('from one region to another, or outside all, only pixels are counted', () => {
  expect(length([10, 10], [310, 10])).toEqual(['length 300.000 px']);
  expect(length([10, 500], [20, 500])).toEqual(['length 10.000 px']);
});
