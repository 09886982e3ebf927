package vn.lienvien.dicom.codec;

/**
 * Frames to JPEG lossless, process 14 with selection value 1 (PS3.5 A.4.1, ISO/IEC 10918-1 annex
 * H): one scan, components interleaved, one Huffman table made for the frame.
 *
 * @param precision bits of a cell that are coded, 2 to 16
 */
record JpegLosslessFrameEncoder(PixelDescription pixels, int precision) implements FrameEncoder {
  private static final int PROCESS = 3;
  private static final int SIZES = 17;

  @Override
  public byte[] encode(byte[] frame) throws FrameCodecException {
    CellReader cells = new CellReader(frame, pixels, precision);
    long[] frequencies = new long[SIZES];
    forEachDifference(cells, difference -> frequencies[JpegTables.sizeOf(difference)]++);
    HuffmanCode code = new HuffmanCode(frequencies);

    JpegSegments stream = new JpegSegments(frame.length / 2);
    stream.frame(PROCESS, pixels, precision, 0x11, 0);
    stream.huffman(0, code);
    stream.scan(pixels.samplesPerPixel(), 0, 1, 0);
    JpegBitWriter bits = stream.bits();
    forEachDifference(
        cells,
        difference -> {
          int size = JpegTables.sizeOf(difference);
          code.write(size, bits);
          if (size < Short.SIZE) {
            bits.number(difference, size);
          }
        });
    bits.finish();
    return stream.finish();
  }

  @FunctionalInterface
  private interface DifferenceSink {
    void take(int difference);
  }

  /** Differences to the sample on the left, -32767 to 32768, in the order of the scan. */
  private void forEachDifference(CellReader cells, DifferenceSink sink) {
    int components = pixels.samplesPerPixel();
    int[][] lines = new int[components][pixels.columns()];
    int[] predictions = new int[components];
    for (int y = 0; y < pixels.rows(); y++) {
      for (int i = 0; i < components; i++) {
        predictions[i] = y == 0 ? 1 << precision - 1 : lines[i][0];
        cells.line(y, i, lines[i], 0);
      }
      for (int x = 0; x < pixels.columns(); x++) {
        for (int i = 0; i < components; i++) {
          int difference = (short) (lines[i][x] - predictions[i]);
          sink.take(difference == Short.MIN_VALUE ? -difference : difference);
          predictions[i] = lines[i][x];
        }
      }
    }
  }
}
