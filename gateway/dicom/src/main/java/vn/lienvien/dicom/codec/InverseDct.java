package vn.lienvien.dicom.codec;

/**
 * The inverse DCT of an 8 x 8 block in integers, by the scheme of Loeffler, Ligtenberg and Moschytz
 * with 13 fraction bits. The roundings are those of the JPEG reference library's accurate method,
 * so that samples equal those of the toolkits built on it.
 */
final class InverseDct {
  private static final int FRACTION = 13;

  /**
   * Extra bits that columns keep for the rows: less for 12-bit samples, so that an int holds all.
   */
  private final int kept;

  private final int center;
  private final int maxval;
  private final int[] columns = new int[JpegTables.BLOCK];
  private final int[] line = new int[JpegTables.SIDE];

  InverseDct(int precision) {
    kept = precision > 8 ? 1 : 2;
    center = 1 << precision - 1;
    maxval = (1 << precision) - 1;
  }

  /**
   * @param block 64 dequantized coefficients, row by row
   * @param lines eight lines of samples
   * @param x where the block begins in each line
   */
  void apply(int[] block, int[][] lines, int x) {
    for (int i = 0; i < JpegTables.SIDE; i++) {
      transform(block, i, JpegTables.SIDE);
      for (int j = 0; j < JpegTables.SIDE; j++) {
        columns[JpegTables.SIDE * j + i] = rounded(line[j], FRACTION - kept);
      }
    }
    for (int i = 0; i < JpegTables.SIDE; i++) {
      transform(columns, JpegTables.SIDE * i, 1);
      for (int j = 0; j < JpegTables.SIDE; j++) {
        int sample = rounded(line[j], FRACTION + kept + 3) + center;
        lines[i][x + j] = Math.clamp(sample, 0, maxval);
      }
    }
  }

  private static int rounded(int value, int bits) {
    return value + (1 << bits - 1) >> bits;
  }

  /** One dimension, from every {@code step}-th number into {@link #line}, with 13 fraction bits. */
  private void transform(int[] from, int start, int step) {
    int in2 = from[start + 2 * step];
    int in6 = from[start + 6 * step];
    int turned = (in2 + in6) * 4433; // sqrt(2) * cos(6 pi/16)
    int even2 = turned - in6 * 15137;
    int even3 = turned + in2 * 6270;
    int sum = from[start] + from[start + 4 * step] << FRACTION;
    int difference = from[start] - from[start + 4 * step] << FRACTION;
    int even0 = sum + even3;
    int even7 = sum - even3;
    int even1 = difference + even2;
    int even6 = difference - even2;

    int in7 = from[start + 7 * step];
    int in5 = from[start + 5 * step];
    int in3 = from[start + 3 * step];
    int in1 = from[start + step];
    int both = (in7 + in3 + in5 + in1) * 9633; // sqrt(2) * cos(3 pi/16)
    int outer = (in7 + in1) * -7373;
    int inner = (in5 + in3) * -20995;
    int odd73 = both + (in7 + in3) * -16069;
    int odd51 = both + (in5 + in1) * -3196;
    int odd0 = in7 * 2446 + outer + odd73;
    int odd1 = in5 * 16819 + inner + odd51;
    int odd2 = in3 * 25172 + inner + odd73;
    int odd3 = in1 * 12299 + outer + odd51;

    line[0] = even0 + odd3;
    line[7] = even0 - odd3;
    line[1] = even1 + odd2;
    line[6] = even1 - odd2;
    line[2] = even6 + odd1;
    line[5] = even6 - odd1;
    line[3] = even7 + odd0;
    line[4] = even7 - odd0;
  }
}
