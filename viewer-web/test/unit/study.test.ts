import { expect, test } from 'vitest';
import type { DataSet } from '../../src/reading/dicomJson';
import { arrange, inSpatialOrder } from '../../src/reading/study';

const URL = 'http://gateway/dicom-web/studies/1.2';
const AXIAL = [1, 0, 0, 0, 1, 0];

function image(uid: string, number: number, over: Record<string, unknown[]> = {}): DataSet {
  const values: Record<string, unknown[]> = {
    '00080018': [uid], '00080060': ['CT'], '0020000E': ['1.2.3'], '00200013': [number], '00280010': [512], '00280011': [512], ...over,
  };
  return Object.fromEntries(Object.entries(values).map(([tag, Value]) => [tag, { Value }]));
}

const slice = (uid: string, number: number, z: number, orientation = AXIAL) =>
  image(uid, number, { '00200032': [0, 0, z], '00200037': orientation });
const uids = (dataSets: DataSet[]) => dataSets.map((dataSet) => dataSet['00080018']?.Value?.[0]);

test('slices lie in the order of their position, whatever their numbers', () => {
  expect(uids(inSpatialOrder([slice('c', 1, 10), slice('a', 2, -10), slice('b', 3, 0)]))).toEqual(['a', 'b', 'c']);
});

test('positions that come as strings are compared as numbers', () => {
  const at = (uid: string, z: string) => image(uid, 1, { '00200032': ['0', '0', z], '00200037': AXIAL.map(String) });
  expect(uids(inSpatialOrder([at('ten', '10'), at('nine', '9')]))).toEqual(['nine', 'ten']);
});

test('several images at one place, or of several orientations, keep the order of the scanner', () => {
  expect(uids(inSpatialOrder([slice('b', 2, 0), slice('a', 1, 0)]))).toEqual(['a', 'b']);
  expect(uids(inSpatialOrder([slice('b', 2, 0, [0, 1, 0, 0, 0, -1]), slice('a', 1, 5)]))).toEqual(['a', 'b']);
});

test('every frame of a multi-frame instance has its own image id', () => {
  const { series } = arrange([image('9', 1, { '00280008': ['3'] })], URL);
  expect(series[0]?.frames.map((frame) => frame.imageId)).toEqual(
    [1, 2, 3].map((frame) => `wadors:${URL}/series/1.2.3/instances/9/frames/${frame}`),
  );
});

test('series come by number, and what has no pixels is told apart', () => {
  const report = { '00080016': { Value: ['1.2.840.10008.5.1.4.1.1.88.11'] }, '00080018': { Value: ['r'] }, '00080060': { Value: ['SR'] } };
  const study = arrange(
    [image('1', 1, { '0020000E': ['b'], '00200011': [7] }), report, image('2', 1, { '0020000E': ['a'], '00200011': [2] })],
    URL,
  );
  expect(study.series.map((series) => series.number)).toEqual([2, 7]);
  expect(study.documents).toEqual([{ sopInstanceUID: 'r', kind: 'sr', description: '', dataSet: report }]);
});
