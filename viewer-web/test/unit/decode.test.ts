import { expect, test } from 'vitest';
import { coloursOf } from '../../src/reading/stack/colours';
import { decode } from '../../src/reading/stack/decode';
import { unpackRle } from '../../src/reading/stack/rle';
import type { FrameShape } from '../../src/reading/stack/shape';

const grey = (more: Partial<FrameShape>): FrameShape => ({
  rows: 1, columns: 4, samplesPerPixel: 1, bitsAllocated: 16, bitsStored: 16, signed: false, planar: false, photometric: 'MONOCHROME2', ...more,
});
const LITTLE = '1.2.840.10008.1.2.1';
const BIG = '1.2.840.10008.1.2.2';
const values = async (bytes: number[], transferSyntaxUID: string, more: Partial<FrameShape>) => {
  const { samples, lowest, highest } = await decode(Uint8Array.from(bytes), transferSyntaxUID, grey(more));
  return [[...samples], lowest, highest];
};

test('words are read in their byte order, with the sign that is stored', async () => {
  expect(await values([1, 0, 0, 1, 255, 255, 0, 128], LITTLE, {})).toEqual([[1, 256, 65_535, 32_768], 1, 65_535]);
  expect(await values([0, 1, 1, 0, 255, 255, 128, 0], BIG, { signed: true })).toEqual([[1, 256, -1, -32_768], -32_768, 256]);
  expect(await values([255, 15, 0, 8, 255, 7, 0, 0], LITTLE, { signed: true, bitsStored: 12 })).toEqual([[-1, -2048, 2047, 0], -2048, 2047]);
  expect(await values([255, 15, 0, 24, 1, 255, 0, 128], LITTLE, { bitsStored: 12 })).toEqual([[4095, 2048, 3841, 0], 0, 4095]);
});

test('a frame that is too short is refused', async () => {
  await expect(decode(Uint8Array.of(1, 2, 3), LITTLE, grey({}))).rejects.toThrow('1 samples of 4');
});

test('run-length encoding: the high bytes first, runs and literals, and the byte that says nothing', () => {
  const segments = [[128, 253, 7], [3, 1, 2, 3, 4]]; // PS3.5 G.3.2: 4 times 7; 1, 2, 3, 4
  const header = new Uint32Array(16);
  header.set([2, 64, 64 + 3]);
  const bytes = Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()]);
  expect([...new Uint16Array(unpackRle(bytes, grey({})).buffer)]).toEqual([0x701, 0x702, 0x703, 0x704]);
});

const rgb = (more: Partial<FrameShape>) => grey({ columns: 2, samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8, photometric: 'RGB', ...more });

test('planes of colours are put side by side, and a screen has eight bits for each', () => {
  const planes = { samples: Uint8Array.of(1, 2, 3, 4, 5, 6), planar: true, isRgb: true };
  expect([...(coloursOf(planes, rgb({ planar: true })) ?? [])]).toEqual([1, 3, 5, 2, 4, 6]);
  const words = { samples: Uint16Array.of(256, 512, 4095, 0, 16, 32), planar: false, isRgb: true };
  expect([...(coloursOf(words, rgb({ bitsAllocated: 16, bitsStored: 12 })) ?? [])]).toEqual([16, 32, 255, 0, 1, 2]);
});

test('an index below or beyond a palette has the colour of its end', () => {
  const palette = { first: 10, red: Uint8Array.of(1, 2), green: Uint8Array.of(3, 4), blue: Uint8Array.of(5, 6) };
  const indices = { samples: Uint8Array.of(0, 11, 99, 10), planar: false, isRgb: true };
  expect([...(coloursOf(indices, grey({ photometric: 'PALETTE COLOR', palette })) ?? [])]).toEqual([1, 3, 5, 2, 4, 6, 2, 4, 6, 1, 3, 5]);
});
