const [SOC, SIZ, COD, SOT, SOD] = [0xff4f, 0xff51, 0xff52, 0xff90, 0xff93];
/** TLM, PLM and PLT: lengths of tile-parts and packets, which no longer hold where some are cut off. */
const LENGTHS = [0xff55, 0xff57, 0xff58];
/** CAP, CPF, QCD, QCC, RGN, CRG and COM: they change nothing in the order and the headers of packets. */
const INDIFFERENT = [0xff50, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff63, 0xff64];
export const SOT_BYTES = 12;
/** LRCP, RLCP and RPCL: of one layer and one precinct they are all the same, one resolution after another (B.12.1). */
const BY_RESOLUTION = [0, 1, 2];
/** Code-blocks that are not all of one kind, bypass, termination of each pass: they give a code-block several lengths (Table A.19). */
const SEVERAL_LENGTHS = 0x80 | 0x01 | 0x04;
const HIGH_THROUGHPUT = 0x40;
/** Side of the largest precinct (B.6). */
const PRECINCT = 32_768;
const MOST_HALVINGS = 32;
/** More than the largest mammogram has. */
const MOST_BLOCKS = 100_000;

export interface Coding {
  columns: number;
  rows: number;
  components: number;
  halvings: number;
  /** Of a code-block. */
  width: number;
  height: number;
  highThroughput: boolean;
}

export interface Codestream {
  coding: Coding;
  /** The main header without the lengths that a cut makes wrong. */
  header: Uint8Array[];
  /** Of all tile-parts, as far as they have come. */
  packets: Uint8Array;
}

/**
 * A codestream of JPEG 2000 or HTJ2K that may still be on its way (ISO/IEC 15444-1 Annex A); undefined before its main
 * header is here. Throws unless it is of one tile, one layer and one precinct a resolution, ordered by resolution.
 */
export function read(bytes: Uint8Array): Codestream | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 2) return undefined;
  if (view.getUint16(0) !== SOC) throw new Error('not a codestream');
  const header = [bytes.subarray(0, 2)];
  const coding: Partial<Coding> = {};
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = view.getUint16(at);
    if (marker === SOT) return { coding: complete(coding), header, packets: packetsFrom(bytes, at) };
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    const segment = new DataView(view.buffer, view.byteOffset + at, end - at);
    if (marker === SIZ) Object.assign(coding, sizeIn(segment));
    else if (marker === COD) Object.assign(coding, codingIn(segment));
    else if (![...LENGTHS, ...INDIFFERENT].includes(marker)) throw new Error(`marker ${marker.toString(16)} is not expected`);
    if (!LENGTHS.includes(marker)) header.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** SIZ (A.5.1): one tile from the origin on, every component as large as the image. */
function sizeIn(siz: DataView): Pick<Coding, 'columns' | 'rows' | 'components'> {
  const [columns, rows, components] = [siz.getUint32(6), siz.getUint32(10), siz.getUint16(38)];
  const elsewhere = [14, 18, 30, 34].some((at) => siz.getUint32(at) !== 0);
  const sampled = Array.from({ length: components }, (_, i) => siz.getUint16(41 + 3 * i)).some((steps) => steps !== 0x0101);
  if (elsewhere || sampled || siz.getUint32(22) < columns || siz.getUint32(26) < rows) throw new Error('several tiles, or components of several sizes');
  return { columns, rows, components };
}

/** COD (A.6.1): precincts as large as can be, and no markers among the packets. */
function codingIn(cod: DataView): Omit<Coding, 'columns' | 'rows' | 'components'> {
  const [style, progression, layers, blockStyle] = [cod.getUint8(4), cod.getUint8(5), cod.getUint16(6), cod.getUint8(12)];
  if (style !== 0 || layers !== 1 || !BY_RESOLUTION.includes(progression) || blockStyle & SEVERAL_LENGTHS) throw new Error('not one resolution after another');
  return { halvings: cod.getUint8(9), width: 4 << cod.getUint8(10), height: 4 << cod.getUint8(11), highThroughput: (blockStyle & HIGH_THROUGHPUT) !== 0 };
}

/** Bounded before anything is allocated for it: who sent it may not mean well. */
function complete({ columns, rows, components, width, height, halvings, highThroughput = false }: Partial<Coding>): Coding {
  if (!columns || !rows || !components || !width || !height || halvings === undefined) throw new Error('a header without its sizes');
  const blocks = Math.ceil(columns / width) * Math.ceil(rows / height) * components;
  if (Math.max(columns, rows) > PRECINCT || halvings > MOST_HALVINGS || blocks > MOST_BLOCKS) throw new Error('larger than an image of one precinct');
  return { columns, rows, components, width, height, halvings, highThroughput };
}

function packetsFrom(bytes: Uint8Array, from: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  for (let at = from; at + SOT_BYTES <= bytes.length && view.getUint16(at) === SOT; ) {
    if (view.getUint16(at + 4) !== 0) throw new Error('several tiles');
    // A length of 0 is that of the last tile-part, up to the end of the codestream (A.4.2).
    const end = at + (view.getUint32(at + 6) || Infinity);
    parts.push(bytes.subarray(dataFrom(view, at + SOT_BYTES), end));
    at = end;
  }
  return joined(parts);
}

/** Where the packets of a tile-part begin; beyond what is here while its header is not. */
function dataFrom(view: DataView, from: number): number {
  let at = from;
  while (at + 4 <= view.byteLength && view.getUint16(at) !== SOD) {
    const marker = view.getUint16(at);
    if (![...LENGTHS, ...INDIFFERENT].includes(marker)) throw new Error(`marker ${marker.toString(16)} is not expected in a tile-part`);
    at += 2 + view.getUint16(at + 2);
  }
  return at + 4 <= view.byteLength ? at + 2 : view.byteLength;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
