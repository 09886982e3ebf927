import { expect, test } from 'vitest';
import { rgbOfFull, rgbOfShared } from '../../src/reading/stack/ybr';

// Expected values: pydicom 2.3 convert_color_space('YBR_FULL', 'RGB').
test('two pixels of YBR_FULL_422 share their colour', () => {
  expect([...rgbOfShared([76, 29, 85, 255])]).toEqual([254, 0, 0, 207, 0, 0]);
  expect([...rgbOfShared([128, 200, 128, 128])]).toEqual([128, 128, 128, 200, 200, 200]);
});

test('what was run-length encoded has a colour for each pixel', () => {
  expect([...rgbOfFull([76, 85, 255, 150, 44, 21])]).toEqual([254, 0, 0, 0, 255, 1]);
});
