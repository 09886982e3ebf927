import { expect, test } from 'vitest';
import { isWhole, unpackWith } from '../../src/reading/stack/wasm';
import { htj2k, j2k, openJpeg, openJph, SHAPE, waves } from './codestreams';

const one = waves(SHAPE);
const other = waves(SHAPE, 1);

test('JPEG 2000 of OpenJPEG is decoded value for value, one frame after another', async () => {
  const Decoder = await openJpeg();
  expect(unpackWith(Decoder, j2k(one, SHAPE), SHAPE).samples).toEqual(one);
  expect(unpackWith(Decoder, j2k(other, SHAPE), SHAPE).samples).toEqual(other);
});

test('HTJ2K of OpenJPH as well', async () => {
  expect(unpackWith(await openJph(), htj2k(one, SHAPE), SHAPE).samples).toEqual(one);
});

test('a frame that cannot be decoded never shows the frame before it', async () => {
  for (const [Decoder, good] of [[await openJpeg(), j2k(one, SHAPE)], [await openJph(), htj2k(one, SHAPE)]] as const) {
    expect(unpackWith(Decoder, good, SHAPE).samples.length).toBe(one.length);
    const broken = good.slice();
    broken.fill(7, 2, 60);
    let samples = 0;
    try {
      samples = unpackWith(Decoder, broken, SHAPE).samples.length;
    } catch {
      // Said in one of two ways: an exception of C++, or nothing at all.
    }
    expect(samples).toBe(0);
  }
});

test('a codestream that was cut off is told from one that is whole, padded or not', () => {
  const whole = htj2k(one, SHAPE);
  expect(isWhole(whole)).toBe(true);
  expect(isWhole(Uint8Array.of(...whole, 0))).toBe(true);
  expect(isWhole(whole.subarray(0, whole.length >> 1))).toBe(false);
});
