import charlsWasm from '@cornerstonejs/codec-charls/decodewasm?url';
import turboWasm from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url';
import jxlWasm from '@cornerstonejs/codec-libjxl/decodewasm?url';
import openjpegWasm from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import openjphWasm from '@cornerstonejs/codec-openjph/wasm?url';
import { unpackRle } from './rle';
import type { FrameShape, Samples } from './shape';
import { isWhole, unpackWith, type WasmDecoderClass } from './wasm';
import { wordsOf } from './words';

/** What a codec gives: samples pixel by pixel, or plane by plane, and whether colours came out as red, green and blue. */
export interface Unpacked {
  samples: Samples;
  planar: boolean;
  isRgb: boolean;
}

/** @param halvings how often columns and rows are halved, where the codec can do that */
type Codec = (bytes: Uint8Array<ArrayBuffer>, shape: FrameShape, halvings?: number) => Promise<Unpacked>;

type Module = Record<string, WasmDecoderClass>;
type Factory = (options: { locateFile: (name: string) => string }) => Promise<Module>;

/** A codec in WebAssembly, brought into the worker with its first frame. */
function wasm(load: () => Promise<{ default: unknown }>, url: string, name: string, inRgb: (shape: FrameShape) => boolean): Codec & { warm: () => Promise<unknown> } {
  let ready: Promise<WasmDecoderClass> | undefined;
  const warm = () =>
    (ready ??= load().then(async (found) => {
      const module = await (found.default as Factory)({ locateFile: (file) => (file.endsWith('.wasm') ? url : file) });
      const Decoder = module[name];
      if (!Decoder) throw new Error(`${name} is missing`);
      return Decoder;
    }));
  const decode: Codec = async (bytes, shape, halvings) => ({ ...unpackWith(await warm(), bytes, shape, halvings), isRgb: inRgb(shape) });
  return Object.assign(decode, { warm });
}

/** A codec undoes the colour transform of its own; what the data set calls YBR_FULL is left to be turned into colours. */
const unlessFull = ({ photometric }: FrameShape) => photometric !== 'YBR_FULL';
const always = () => true;
const saysRgb = ({ photometric }: FrameShape) => photometric === 'RGB';

const j2k = wasm(() => import('@cornerstonejs/codec-openjpeg/decodewasmjs'), openjpegWasm, 'J2KDecoder', unlessFull);
const openJph = wasm(() => import('@cornerstonejs/codec-openjph/wasmjs'), openjphWasm, 'HTJ2KDecoder', unlessFull);
/** OpenJPH makes an image of whatever is there: one that was cut off would look whole. */
const htj2k = Object.assign(async (bytes: Uint8Array<ArrayBuffer>, shape: FrameShape, halvings?: number) => {
  if (!isWhole(bytes)) throw new Error('the codestream was cut off');
  return openJph(bytes, shape, halvings);
}, openJph);
const jpegLs = wasm(() => import('@cornerstonejs/codec-charls/decodewasmjs'), charlsWasm, 'JpegLSDecoder', saysRgb);
const jpeg8 = wasm(() => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'), turboWasm, 'JPEGDecoder', always);
const jpegXl = wasm(() => import('@cornerstonejs/codec-libjxl/decodewasmjs'), jxlWasm, 'JpegXLDecoder', always);

const jpeg12: Codec = async (bytes, shape) => {
  const { default: JpegImage } = await import('jpeg-12-bit');
  const jpeg = new JpegImage();
  jpeg.parse(bytes);
  jpeg.colorTransform = false;
  const { columns, rows } = shape;
  const samples = shape.bitsAllocated === 8 ? jpeg.getData(columns, rows) : jpeg.getData16(columns, rows);
  return { samples, planar: false, isRgb: saysRgb(shape) };
};

const jpegLossless: Codec = async (bytes, shape) => {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
  const size = shape.bitsAllocated <= 8 ? 1 : 2;
  const decoded = new Decoder().decode(bytes.buffer, bytes.byteOffset, bytes.length, size);
  return { samples: wordsOf(new Uint8Array(decoded.buffer as ArrayBuffer), size * 8, shape.signed), planar: false, isRgb: saysRgb(shape) };
};

const rle: Codec = async (bytes, shape) => ({
  samples: wordsOf(unpackRle(bytes, shape), shape.bitsAllocated, shape.signed),
  planar: false,
  isRgb: saysRgb(shape),
});

const native: Codec = async (bytes, shape) => ({
  samples: wordsOf(bytes, shape.bitsAllocated, shape.signed),
  planar: shape.planar,
  isRgb: saysRgb(shape),
});

const bigEndian: Codec = (bytes, shape) => {
  const size = shape.bitsAllocated >> 3;
  return native(size > 1 ? bytes.map((_, i) => bytes[i - (i % size) + size - 1 - (i % size)] ?? 0) : bytes, shape);
};

const deflated: Codec = async (bytes, shape) => {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return native(new Uint8Array(await new Response(plain).arrayBuffer()), shape);
};

const BY_TRANSFER_SYNTAX: Record<string, Codec> = {
  '1.2.840.10008.1.2': native,
  '1.2.840.10008.1.2.1': native,
  '1.2.840.10008.1.2.1.98': native,
  '1.2.840.10008.1.2.1.99': native,
  '1.2.840.10008.1.2.2': bigEndian,
  '1.2.840.10008.1.2.5': rle,
  '1.2.840.10008.1.2.8.1': deflated,
  '1.2.840.10008.1.2.4.50': jpeg8,
  '1.2.840.10008.1.2.4.51': jpeg12,
  '1.2.840.10008.1.2.4.53': jpeg12,
  '1.2.840.10008.1.2.4.55': jpeg12,
  '1.2.840.10008.1.2.4.57': jpegLossless,
  '1.2.840.10008.1.2.4.70': jpegLossless,
  '1.2.840.10008.1.2.4.80': jpegLs,
  '1.2.840.10008.1.2.4.81': jpegLs,
  '1.2.840.10008.1.2.4.90': j2k,
  '1.2.840.10008.1.2.4.91': j2k,
  '1.2.840.10008.1.2.4.201': htj2k,
  '1.2.840.10008.1.2.4.202': htj2k,
  '1.2.840.10008.1.2.4.203': htj2k,
  '1.2.840.10008.1.2.4.110': jpegXl,
  '1.2.840.10008.1.2.4.111': jpegXl,
  '1.2.840.10008.1.2.4.112': jpegXl,
};

/** The codec of a transfer syntax (PS3.6 A); throws where there is none. */
export function codecOf(transferSyntaxUID: string): Codec & { warm?: () => Promise<unknown> } {
  const codec = BY_TRANSFER_SYNTAX[transferSyntaxUID];
  if (!codec) throw new Error(`no decoder for transfer syntax ${transferSyntaxUID}`);
  return codec;
}
