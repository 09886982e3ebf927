import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameShape } from '../../src/reading/stack/shape';
import type { WasmDecoderClass } from '../../src/reading/stack/wasm';

const require = createRequire(import.meta.url);

/** The class that the page uses, in Node. */
export async function decoderClass(codec: string, wasm: string, name: string): Promise<WasmDecoderClass> {
  const quiet = { print: () => undefined, printErr: () => undefined };
  const module = await require(codec)({ wasmBinary: readFileSync(require.resolve(wasm)), ...quiet });
  return module[name];
}

export const openJpeg = () => decoderClass('@cornerstonejs/codec-openjpeg/decodewasmjs', '@cornerstonejs/codec-openjpeg/decodewasm', 'J2KDecoder');
export const openJph = () => decoderClass('@cornerstonejs/codec-openjph/wasmjs', '@cornerstonejs/codec-openjph/wasm', 'HTJ2KDecoder');

export const SHAPE: FrameShape = {
  rows: 301, columns: 407, samplesPerPixel: 1, bitsAllocated: 16, bitsStored: 12, signed: false, planar: false, photometric: 'MONOCHROME2',
};

/** Waves and a little noise, the same each time: a little of everything in every band. */
export function waves({ rows, columns }: FrameShape, phase = 0): Uint16Array {
  let noise = 1;
  return Uint16Array.from({ length: rows * columns }, (_, i) => {
    noise = (noise * 48_271) % 2_147_483_647;
    const [x, y] = [i % columns, Math.floor(i / columns)];
    return Math.round(2000 + 900 * Math.sin(x / 23 + phase) + 700 * Math.cos(y / 17) + (noise % 64));
  });
}

/** What a peer's encoder makes of them: `{in}` and `{out}` stand for its files. */
export function encoded(values: Uint16Array, { rows, columns }: FrameShape, suffix: string, command: string, ...options: string[]): Uint8Array<ArrayBuffer> {
  const work = mkdtempSync(join(tmpdir(), 'lienvien-codestream-'));
  try {
    const [from, to] = [join(work, 'in.pgm'), join(work, `out.${suffix}`)];
    const bigEndian = Buffer.alloc(values.length * 2);
    values.forEach((value, i) => bigEndian.writeUInt16BE(value, i * 2));
    writeFileSync(from, Buffer.concat([Buffer.from(`P5\n${columns} ${rows}\n4095\n`), bigEndian]));
    execFileSync(command, ['-i', from, '-o', to, ...options], { stdio: 'pipe' });
    return Uint8Array.from(readFileSync(to));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export const j2k = (values: Uint16Array, shape: FrameShape, ...options: string[]) => encoded(values, shape, 'j2k', 'opj_compress', ...options);
export const htj2k = (values: Uint16Array, shape: FrameShape, ...options: string[]) =>
  encoded(values, shape, 'j2c', 'ojph_compress', '-reversible', 'true', ...options);
