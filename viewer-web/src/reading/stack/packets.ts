/** Said where a codestream is read beyond what has come of it. */
export const NOT_HERE = new Error('the rest of the codestream is not here');

const MOST_ZERO_PLANES = 64;
const FIRST_LENGTH_BITS = 3;

/** Code-blocks of one band side by side and below one another. */
export interface BlockGrid {
  across: number;
  down: number;
}

/** Bits of a packet header; a byte behind FF has seven (ISO/IEC 15444-1 B.10.1). */
class PacketBits {
  private current = 0;
  private left = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private next: number,
  ) {}

  bit(): number {
    if (this.left === 0) {
      this.left = this.current === 0xff ? 7 : 8;
      this.current = this.byte();
    }
    this.left -= 1;
    return (this.current >> this.left) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  /** Where the body begins: the last byte of a header is not FF, so one more follows it. */
  end(): number {
    if (this.current === 0xff) this.byte();
    return this.next;
  }

  private byte(): number {
    const byte = this.bytes[this.next++];
    if (byte === undefined) throw NOT_HERE;
    return byte;
  }
}

/** ISO/IEC 15444-1 B.10.2. */
class TagTree {
  /** Leaves first, the root last. */
  private readonly levels: { across: number; values: Uint8Array; known: Uint8Array }[] = [];

  constructor({ across, down }: BlockGrid) {
    for (let more = true; more; across = Math.ceil(across / 2), down = Math.ceil(down / 2)) {
      this.levels.push({ across, values: new Uint8Array(across * down), known: new Uint8Array(across * down) });
      more = across * down > 1;
    }
  }

  /** Whether the value of a leaf is below a threshold; reads what must be known for that. */
  isBelow(x: number, y: number, threshold: number, bits: PacketBits): boolean {
    let least = 0;
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const { across, values, known } = this.levels[i]!;
      const node = (y >> i) * across + (x >> i);
      let value = Math.max(values[node]!, least);
      while (!known[node] && value < threshold) {
        if (bits.bit()) known[node] = 1;
        else value += 1;
      }
      values[node] = least = value;
    }
    return least < threshold;
  }
}

/**
 * Where a packet ends that begins at `from`: one layer, one precinct, one length a code-block (ISO/IEC 15444-1 B.9, B.10).
 * Throws NOT_HERE while its header is not complete; its body need not be here.
 *
 * @param highThroughput a code-block of more than one pass has two lengths then (ISO/IEC 15444-15 B.3), which are not read
 */
export function packetEnd(bytes: Uint8Array, from: number, bands: readonly BlockGrid[], highThroughput: boolean): number {
  const bits = new PacketBits(bytes, from);
  let body = 0;
  if (bits.bit()) for (const band of bands) body += bodyOf(band, bits, highThroughput);
  return bits.end() + body;
}

function bodyOf(band: BlockGrid, bits: PacketBits, highThroughput: boolean): number {
  if (band.across === 0 || band.down === 0) return 0;
  const [inclusion, zeroPlanes] = [new TagTree(band), new TagTree(band)];
  let body = 0;
  for (let i = 0; i < band.across * band.down; i++) {
    const [x, y] = [i % band.across, Math.floor(i / band.across)];
    if (!inclusion.isBelow(x, y, 1, bits)) continue;
    for (let zeros = 1; !zeroPlanes.isBelow(x, y, zeros, bits); zeros++) if (zeros > MOST_ZERO_PLANES) throw new Error('more zero planes than planes');
    const passes = passesIn(bits);
    if (highThroughput && passes > 1) throw new Error('a code-block of several lengths');
    let lengthBits = FIRST_LENGTH_BITS + Math.floor(Math.log2(passes));
    while (bits.bit()) lengthBits += 1;
    body += bits.bits(lengthBits);
  }
  return body;
}

/** Table B.4. */
function passesIn(bits: PacketBits): number {
  if (!bits.bit()) return 1;
  if (!bits.bit()) return 2;
  const few = bits.bits(2);
  if (few < 3) return 3 + few;
  const more = bits.bits(5);
  return more < 31 ? 6 + more : 37 + bits.bits(7);
}
