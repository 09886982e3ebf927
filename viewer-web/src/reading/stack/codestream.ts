import { joined, read, SOT_BYTES, type Codestream, type Coding } from './codestreamHeader';
import { NOT_HERE, packetEnd, type BlockGrid } from './packets';

/** As much more as the header of a packet may need, and how much more is worth another look: one made to be looked at in vain is not for ever. */
const [HEADER_STEP, ANOTHER_LOOK] = [4096, 1 / 16];
const [SOT, SOD, EOC] = [0xff90, 0xff93, 0xffd9];

/** What has come of a codestream. */
export interface Arrived {
  columns: number;
  rows: number;
  /** How often the image must be halved until all of it is here; infinite while nothing is. */
  halvings: number;
  /** With how many bytes there may be more. */
  next: number;
}

/**
 * What has come of a codestream whose packets are ordered by resolution: with each resolution it is the whole image at twice
 * the size (ISO/IEC 15444-1 B.12.1). Throws where it is not of that kind.
 */
export function arrivedOf(bytes: Uint8Array): Arrived {
  const stream = read(bytes);
  if (!stream) return { columns: 0, rows: 0, halvings: Infinity, next: bytes.length + HEADER_STEP };
  const { columns, rows, components, halvings } = stream.coding;
  const { ends, missing } = packetEnds(stream);
  const complete = Math.floor(ends.length / components);
  return { columns, rows, halvings: complete > 0 ? halvings + 1 - complete : Infinity, next: bytes.length + missing };
}

/** The codestream of the image halved so often: the packets that it needs, and the others said to be empty, a byte each (B.10.3). */
export function cutTo(bytes: Uint8Array, halvings: number): Uint8Array<ArrayBuffer> {
  const stream = read(bytes);
  if (!stream) throw NOT_HERE;
  const { header, coding, packets } = stream;
  const end = packetEnds(stream).ends[(coding.halvings + 1 - halvings) * coding.components - 1];
  if (end === undefined) throw NOT_HERE;
  const empty = new Uint8Array(halvings * coding.components);
  return joined([...header, tilePart(end + empty.length), packets.subarray(0, end), empty, words(EOC)]);
}

/** What stands before the packets of the only tile-part of the only tile (A.4.2, A.4.3). */
function tilePart(packetBytes: number): Uint8Array {
  const length = SOT_BYTES + 2 + packetBytes;
  return words(SOT, SOT_BYTES - 2, 0, Math.floor(length / 65_536), length % 65_536, 1, SOD);
}

const words = (...values: number[]) => Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]));

function packetEnds({ coding, packets }: Codestream): { ends: number[]; missing: number } {
  const ends: number[] = [];
  let at = 0;
  for (let i = 0; i < (coding.halvings + 1) * coding.components; i++) {
    try {
      at = packetEnd(packets, at, bandsOf(coding, Math.floor(i / coding.components)), coding.highThroughput);
    } catch (reason) {
      if (reason === NOT_HERE) return { ends, missing: Math.max(HEADER_STEP, Math.ceil(packets.length * ANOTHER_LOOK)) };
      throw reason;
    }
    if (at > packets.length) return { ends, missing: at - packets.length };
    ends.push(at);
  }
  return { ends, missing: Infinity };
}

/** LL alone, then HL, LH and HH of each resolution (B.5). */
function bandsOf({ columns, rows, halvings, width, height }: Coding, resolution: number): BlockGrid[] {
  const times = resolution === 0 ? halvings : halvings + 1 - resolution;
  const [wide, high] = [halved(columns, times), halved(rows, times)];
  const grid = (across: number, down: number) => ({ across: Math.ceil(across / width), down: Math.ceil(down / height) });
  if (resolution === 0) return [grid(wide, high)];
  const [restWide, restHigh] = [halved(columns, times - 1) - wide, halved(rows, times - 1) - high];
  return [grid(restWide, high), grid(wide, restHigh), grid(restWide, restHigh)];
}

export const halved = (size: number, times: number): number => Math.ceil(size / 2 ** times);
