package vn.lienvien.dicom.codec;

/**
 * One scan of the lossless process with Huffman codes (ISO/IEC 10918-1 annex H): every predictor, 2
 * to 16 bits, no subsampling.
 */
final class LosslessScanDecoder {
  private final JpegScan scan;
  private final byte[] stored;
  private final JpegHeader header;
  private final int first;
  private JpegBitReader bits;

  LosslessScanDecoder(JpegScan scan, byte[] stored, JpegHeader header) throws FrameCodecException {
    this.scan = scan;
    this.stored = stored;
    this.header = header;
    int shift = header.precision() - scan.pointTransform() - 1;
    if (scan.selection() < 1 || scan.selection() > 7 || shift < 0) {
      throw FrameCodecException.malformed("a lossless JPEG scan without a predictor");
    }
    if (scan.restartInterval() % header.columns() != 0) {
      throw FrameCodecException.unsupported("lossless JPEG that restarts within a line");
    }
    first = 1 << shift;
    bits = scan.bitsFrom(stored, 0);
  }

  void decode(CellWriter cells) throws FrameCodecException {
    int components = scan.components().size();
    int columns = header.columns();
    int[][] above = new int[components][columns];
    int[][] current = new int[components][columns];
    int[] shifted = new int[columns];
    for (int y = 0; y < header.rows(); y++) {
      long unit = (long) y * columns;
      boolean restarts = scan.restartsAt(unit);
      if (restarts) {
        bits = scan.bitsFrom(stored, unit);
      }
      decodeLine(current, above, restarts);
      for (int i = 0; i < components; i++) {
        for (int x = 0; x < columns; x++) {
          shifted[x] = current[i][x] << scan.pointTransform();
        }
        cells.line(y, scan.components().get(i).index(), shifted, 0);
      }
      int[][] done = above;
      above = current;
      current = done;
    }
  }

  /** Samples of a pixel one after the other. */
  private void decodeLine(int[][] current, int[][] above, boolean begins)
      throws FrameCodecException {
    for (int x = 0; x < header.columns(); x++) {
      for (int i = 0; i < current.length; i++) {
        int prediction;
        if (begins) {
          prediction = x == 0 ? first : current[i][x - 1];
        } else {
          prediction = x == 0 ? above[i][0] : predicted(current[i][x - 1], above[i], x);
        }
        current[i][x] = prediction + difference(i) & 0xFFFF;
      }
    }
  }

  /** Table H.1. */
  private int predicted(int left, int[] above, int x) {
    int up = above[x];
    int upLeft = above[x - 1];
    return switch (scan.selection()) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> upLeft;
      case 4 -> left + up - upLeft;
      case 5 -> left + (up - upLeft >> 1);
      case 6 -> up + (left - upLeft >> 1);
      default -> left + up >> 1;
    };
  }

  /** Sixteen stands for 32768 and is followed by nothing (H.1.2.2). */
  private int difference(int component) throws FrameCodecException {
    int size = scan.components().get(component).dc().next(bits);
    if (size >= Short.SIZE) {
      if (size > Short.SIZE) {
        throw FrameCodecException.malformed("a difference of " + size + " bits");
      }
      return 1 << 15;
    }
    return JpegTables.extend(bits.bits(size), size);
  }
}
