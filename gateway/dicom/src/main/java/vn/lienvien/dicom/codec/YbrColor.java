package vn.lienvien.dicom.codec;

/**
 * YBR_FULL to RGB for 8-bit cells (PS3.3 C.7.6.3.1.2), in the 16-bit fixed point of the JPEG
 * reference library, so that results equal those of the toolkits built on it.
 */
final class YbrColor {
  private static final int ONE_HALF = 1 << 15;
  private static final int CR_TO_RED = 91_881; // 1.40200
  private static final int CB_TO_BLUE = 116_130; // 1.77200
  private static final int CB_TO_GREEN = -22_554; // 0.34414
  private static final int CR_TO_GREEN = -46_802; // 0.71414

  private YbrColor() {}

  /** Converts pixels of three interleaved bytes in place. */
  static void toRgb(byte[] cells) {
    for (int at = 0; at + 2 < cells.length; at += 3) {
      int y = cells[at] & 0xFF;
      int cb = (cells[at + 1] & 0xFF) - 128;
      int cr = (cells[at + 2] & 0xFF) - 128;
      cells[at] = clamp(y + (CR_TO_RED * cr + ONE_HALF >> 16));
      cells[at + 1] = clamp(y + (CB_TO_GREEN * cb + CR_TO_GREEN * cr + ONE_HALF >> 16));
      cells[at + 2] = clamp(y + (CB_TO_BLUE * cb + ONE_HALF >> 16));
    }
  }

  /** Y Y Cb Cr, two pixels in four bytes, to three bytes a pixel: each pair shares its chroma. */
  static byte[] fromShared(byte[] pairs) {
    byte[] cells = new byte[pairs.length / 4 * 6];
    for (int from = 0, to = 0; from + 3 < pairs.length; from += 4, to += 6) {
      cells[to] = pairs[from];
      cells[to + 3] = pairs[from + 1];
      cells[to + 1] = cells[to + 4] = pairs[from + 2];
      cells[to + 2] = cells[to + 5] = pairs[from + 3];
    }
    return cells;
  }

  private static byte clamp(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }
}
