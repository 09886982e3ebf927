import { tableWords } from '../bulk';
import { number, numbers, TAG, text, type DataSet } from '../dicomJson';

export type Samples = Uint8Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** What is to be known of a frame to decode it (PS3.3 C.7.6.3.1). */
export interface FrameShape {
  rows: number;
  columns: number;
  samplesPerPixel: number;
  bitsAllocated: number;
  bitsStored: number;
  signed: boolean;
  planar: boolean;
  photometric: string;
  palette?: Palette;
}

/** The colours of PALETTE COLOR (PS3.3 C.7.9), eight bits each, from the first stored value mapped on. */
export interface Palette {
  first: number;
  red: Uint8Array;
  green: Uint8Array;
  blue: Uint8Array;
}

const PlanarConfiguration = '00280006';
const BitsAllocated = '00280100';
const BitsStored = '00280101';
const PixelRepresentation = '00280103';
const DESCRIPTORS = ['00281101', '00281102', '00281103'];
const TABLES = ['00281201', '00281202', '00281203'];

export async function shapeOf(dataSet: DataSet): Promise<FrameShape> {
  const bitsAllocated = number(dataSet, BitsAllocated) ?? 16;
  const photometric = text(dataSet, TAG.PhotometricInterpretation);
  return {
    rows: number(dataSet, TAG.Rows) ?? 0,
    columns: number(dataSet, TAG.Columns) ?? 0,
    samplesPerPixel: number(dataSet, TAG.SamplesPerPixel) ?? 1,
    bitsAllocated,
    bitsStored: number(dataSet, BitsStored) ?? bitsAllocated,
    signed: number(dataSet, PixelRepresentation) === 1,
    planar: number(dataSet, PlanarConfiguration) === 1,
    photometric,
    ...(photometric === 'PALETTE COLOR' && { palette: await paletteOf(dataSet) }),
  };
}

async function paletteOf(dataSet: DataSet): Promise<Palette> {
  const [entries = 0, first = 0, bits = 16] = numbers(dataSet, DESCRIPTORS[0] ?? '');
  const count = entries === 0 ? 65_536 : entries; // PS3.3 C.7.6.3.1.5
  const words = await Promise.all(TABLES.map((tag) => tableWords(dataSet[tag], count)));
  // Some say 16 bits and fill 8 of them.
  const shift = bits > 8 && words.some((table) => table.some((word) => word > 255)) ? 8 : 0;
  const [red, green, blue] = words.map((table) => Uint8Array.from(table, (word) => word >> shift));
  if (!red?.length || !green?.length || !blue?.length) throw new Error('the palette is not complete');
  return { first, red, green, blue };
}
