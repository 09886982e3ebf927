package vn.lienvien.dicom.codec;

import java.util.Arrays;

/**
 * A Huffman table of JPEG (ISO/IEC 10918-1 annex C, F.2.2.3): codes of 1 to 16 bits, given as the
 * number of codes of each length and the symbols in the order of codes.
 */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int QUICK_BITS = 9;

  /** For the next nine bits: length of the code and its symbol, or 0 where the code is longer. */
  private final short[] quick = new short[1 << QUICK_BITS];

  /** First code beyond each length, left-aligned in 16 bits. */
  private final int[] beyond = new int[LONGEST + 2];

  /** What to add to a code of each length for the index of its symbol. */
  private final int[] offsets = new int[LONGEST + 1];

  private final byte[] symbols;

  /**
   * @param counts number of codes of each length, from index 0 for length 1
   */
  HuffmanTable(int[] counts, byte[] symbols) throws FrameCodecException {
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      offsets[length] = index - code;
      int end = code + counts[length - 1];
      if (end > 1 << length || index + counts[length - 1] > symbols.length) {
        throw FrameCodecException.malformed("a Huffman table with too many codes");
      }
      if (length <= QUICK_BITS) {
        for (; code < end; code++, index++) {
          int from = code << QUICK_BITS - length;
          short entry = (short) (length << Byte.SIZE | symbols[index] & 0xFF);
          Arrays.fill(quick, from, from + (1 << QUICK_BITS - length), entry);
        }
      }
      index += end - code;
      code = end;
      beyond[length] = code << LONGEST - length;
      code <<= 1;
    }
    beyond[LONGEST + 1] = Integer.MAX_VALUE;
  }

  /** The symbol of the next code. */
  int next(JpegBitReader bits) throws FrameCodecException {
    int ahead = bits.peek(LONGEST);
    int entry = quick[ahead >>> LONGEST - QUICK_BITS];
    if (entry != 0) {
      bits.skip(entry >>> Byte.SIZE);
      return entry & 0xFF;
    }
    int length = QUICK_BITS + 1;
    while (ahead >= beyond[length]) {
      length++;
    }
    if (length > LONGEST) {
      throw FrameCodecException.malformed("a bit pattern that is no Huffman code");
    }
    bits.skip(length);
    return symbols[(ahead >>> LONGEST - length) + offsets[length]] & 0xFF;
  }
}
