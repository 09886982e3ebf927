import { expect, test } from 'vitest';
import { arrivedOf, cutTo } from '../../src/reading/stack/codestream';
import { unpackWith } from '../../src/reading/stack/wasm';
import { htj2k, j2k, openJpeg, openJph, SHAPE, waves } from './codestreams';

const values = waves(SHAPE);

/** Packet lengths as the encoder itself tells them: PLT, seven bits a byte (ISO/IEC 15444-1 A.7.3). */
function told(bytes: Uint8Array): number[] {
  const plt = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0x58);
  const lengths: number[] = [];
  let length = 0;
  for (let at = plt + 5; at < plt + 2 + ((bytes[plt + 2] ?? 0) << 8) + (bytes[plt + 3] ?? 0); at++) {
    length = length * 128 + ((bytes[at] ?? 0) & 0x7f);
    if ((bytes[at] ?? 0) & 0x80) continue;
    lengths.push(length);
    length = 0;
  }
  return lengths;
}

test('resolutions end where the encoder says that their packets end', () => {
  const bytes = j2k(values, SHAPE, '-n', '6', '-PLT');
  const start = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0x93) + 2;
  let end = start;
  told(bytes).forEach((length, resolution) => {
    end += length;
    expect(arrivedOf(bytes.subarray(0, end - 1))).toMatchObject({ halvings: resolution === 0 ? Infinity : 6 - resolution, next: end });
    expect(arrivedOf(bytes.subarray(0, end)).halvings).toBe(5 - resolution);
  });
  expect(end).toBe(bytes.length - 2);
});

const KINDS = [
  ['LRCP, as our own encoder writes', j2k(values, SHAPE), openJpeg],
  ['RLCP', j2k(values, SHAPE, '-p', 'RLCP'), openJpeg],
  ['RPCL of HTJ2K', htj2k(values, SHAPE, '-prog_order', 'RPCL'), openJph],
  ['RPCL in a tile-part for each resolution', j2k(values, SHAPE, '-p', 'RPCL', '-TP', 'R', '-TLM', '-PLT'), openJpeg],
  ['with loss', j2k(values, SHAPE, '-I', '-r', '12'), openJpeg],
] as const;

for (const [name, bytes, decoder] of KINDS) {
  test(`${name}: what has come is the image that the whole codestream gives at that resolution`, async () => {
    const Decoder = await decoder();
    for (const halvings of [3, 2, 1]) {
      let length = 0;
      for (let arrived = arrivedOf(bytes.subarray(0, length)); arrived.halvings > halvings; arrived = arrivedOf(bytes.subarray(0, length))) length = arrived.next;
      expect(length).toBeLessThan(bytes.length * (halvings === 1 ? 0.6 : 0.3));
      const part = unpackWith(Decoder, cutTo(bytes.subarray(0, length), halvings), SHAPE, halvings).samples;
      expect(part.length).toBe(Math.ceil(SHAPE.rows / 2 ** halvings) * Math.ceil(SHAPE.columns / 2 ** halvings));
      expect(part).toEqual(unpackWith(Decoder, bytes, SHAPE, halvings).samples);
    }
  });
}

test('what is not one resolution after another is left alone', () => {
  for (const options of [['-p', 'PCRL'], ['-p', 'CPRL'], ['-r', '20,10,1'], ['-t', '128,128'], ['-c', '[64,64]'], ['-SOP'], ['-EPH'], ['-M', '1'], ['-M', '4']]) {
    expect(() => arrivedOf(j2k(values, SHAPE, ...options)), options.join(' ')).toThrow();
  }
  expect(() => arrivedOf(Uint8Array.of(0, 0, 0, 12, 0x6a, 0x50))).toThrow('not a codestream');
});

test('a header that promises more than an image is refused before anything is allocated', () => {
  const bytes = j2k(values, SHAPE);
  const huge = bytes.slice();
  new DataView(huge.buffer).setUint32(8, 0x7fffffff);
  new DataView(huge.buffer).setUint32(24, 0x7fffffff);
  expect(() => arrivedOf(huge)).toThrow('larger');
});

test('garbage in the place of packets ends, with or without an error', () => {
  const bytes = j2k(values, SHAPE);
  for (let seed = 1; seed <= 50; seed++) {
    let noise = seed;
    const broken = bytes.map((byte, at) => (at < 130 ? byte : (noise = (noise * 48_271) % 2_147_483_647) & 0xff));
    try {
      expect(arrivedOf(broken).next).toBeGreaterThan(0);
    } catch (reason) {
      expect(reason).toBeInstanceOf(Error);
    }
  }
});
