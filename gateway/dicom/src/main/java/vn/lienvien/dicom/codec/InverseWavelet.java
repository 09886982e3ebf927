package vn.lienvien.dicom.codec;

/** One level of the reversible 5-3 wavelet, undone in place (ISO/IEC 15444-1 F.3, F.4). */
final class InverseWavelet {
  private final int[] line;

  InverseWavelet(int longestSide) {
    line = new int[longestSide];
  }

  /**
   * @param plane low parts of lines and columns first, high parts behind them; rows of {@code
   *     stride}
   */
  void apply(int[] plane, int stride, int columns, int rows) {
    for (int y = 0; y < rows; y++) {
      undo(plane, y * stride, 1, columns);
    }
    for (int x = 0; x < columns; x++) {
      undo(plane, x, stride, rows);
    }
  }

  private void undo(int[] plane, int start, int step, int length) {
    if (length == 1) {
      return;
    }
    int low = (length + 1) / 2;
    for (int i = 0; i < length; i++) {
      int from = (i & 1) == 0 ? i / 2 : low + i / 2;
      line[i] = plane[start + from * step];
    }
    for (int i = 0; i < length; i += 2) {
      line[i] -= line[mirrored(i - 1, length)] + line[mirrored(i + 1, length)] + 2 >> 2;
    }
    for (int i = 1; i < length; i += 2) {
      line[i] += line[i - 1] + line[mirrored(i + 1, length)] >> 1;
    }
    for (int i = 0; i < length; i++) {
      plane[start + i * step] = line[i];
    }
  }

  /** Whole-sample symmetric extension beyond both ends. */
  private static int mirrored(int index, int length) {
    if (index < 0) {
      return -index;
    }
    return index < length ? index : 2 * (length - 1) - index;
  }
}
