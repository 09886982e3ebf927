import { expect, test } from 'vitest';
import { greyTable, shade } from '../../src/reading/stack/greys';
import { painter, reduced } from '../../src/reading/stack/paint';
import { fullWindow, pictureOf, type Picture } from '../../src/reading/stack/picture';

const VALUES = [-200, -160, -100, 0, 40, 100, 239, 240, 400];
const shades = (shape: string) => VALUES.map((value) => Math.round(255 * shade({ center: 40, width: 400, shape }, value)));

// Expected values: pydicom 2.3 apply_voi_lut, 16 bits signed, scaled to 255.
test('the three functions of a window make the greys that pydicom makes', () => {
  expect(shades('LINEAR')).toEqual([0, 0, 38, 102, 128, 166, 255, 255, 255]);
  expect(shades('LINEAR_EXACT')).toEqual([0, 0, 38, 102, 128, 166, 254, 255, 255]);
  expect(shades('SIGMOID')).toEqual([21, 30, 50, 102, 128, 165, 224, 225, 248]);
});

test('a window of width 1 is a step', () => {
  const step = (value: number) => shade({ center: 40, width: 1, shape: 'LINEAR' }, value);
  expect([39, 40].map(step)).toEqual([0, 1]);
});

test('a table makes the greys, and its ends hold for what lies beyond', () => {
  const table = { first: 10, bits: 12, values: [4095, 2048, 0] };
  expect([0, 10, 11, 12, 99].map((value) => Math.round(255 * shade(table, value)))).toEqual([255, 255, 128, 0, 0]);
});

const dataSet = (more: object) => ({
  '00280004': { Value: ['MONOCHROME2'] },
  '00280010': { Value: [1] },
  '00280011': { Value: [4] },
  ...more,
});
const samples = Int16Array.of(-1, 0, 1, 2);
const decoded = { samples, lowest: -1, highest: 2 };

test('without window and table an image is shown from its smallest to its largest value', async () => {
  const picture = await pictureOf(dataSet({ '00281053': { Value: [10] }, '00281052': { Value: [5] } }), decoded);
  const full = fullWindow(picture);
  expect(picture.voi).toEqual(full);
  expect([-5, 25].map((value) => shade(full, value))).toEqual([0, 1]);
});

test('MONOCHROME1 is inverse, and rows that lie twice as far apart as columns make high pixels', async () => {
  const picture = await pictureOf(dataSet({ '00280004': { Value: ['MONOCHROME1'] }, '00280030': { Value: [2, 1] } }), decoded);
  expect([picture.inverse, picture.aspect]).toEqual([true, 2]);
});

const words = (values: Uint32Array) => [...values].map((value) => value.toString(16));

test('every stored value has its own grey, also inverted', async () => {
  const picture = await pictureOf(dataSet({ '00281050': { Value: [0.5] }, '00281051': { Value: [2] }, '00281056': { Value: ['LINEAR_EXACT'] } }), decoded);
  const greys = (inverted: boolean) => words(greyTable(picture, picture.voi, inverted).greys);
  expect(greys(false)).toEqual(['ff000000', 'ff404040', 'ffbfbfbf', 'ffffffff']);
  expect(greys(true)).toEqual(['ffffffff', 'ffbfbfbf', 'ff404040', 'ff000000']);
});

test('more than sixteen bits of values share the entries of the table', () => {
  const wide = { lowest: 0, highest: 2 ** 32 - 1, toModality: (stored: number) => stored } as Picture;
  const table = greyTable(wide, fullWindow(wide), false);
  expect(table.greys.length).toBe(65_536);
  expect(words(table.greys.subarray(-1))).toEqual(['ffffffff']);
});

test('a part of an image is painted, colours as they are', async () => {
  const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  const picture = await pictureOf(dataSet({ '00280004': { Value: ['RGB'] } }), { samples: rgb, lowest: 0, highest: 255 });
  const into = new Uint32Array(2);
  painter(picture, picture.voi, false)({ columns: 4, rows: 1, parts: 3, samples: rgb }, { left: 1, top: 0, width: 2, height: 1 }, into);
  expect([...new Uint8Array(into.buffer)]).toEqual([4, 5, 6, 255, 7, 8, 9, 255]);
});

test('an image that is shown smaller has means, at its edges of what is left', () => {
  const raster = { columns: 3, rows: 3, parts: 1, samples: Int16Array.of(0, 2, -8, 4, 6, -10, 1, 3, 77) };
  expect([...reduced(raster, 2).samples]).toEqual([3, -9, 2, 77]);
});
