package vn.lienvien.dicom.codec;

/**
 * What governs the coding of one JPEG-LS scan (ISO/IEC 14495-1 A.2.1, C.2.4.1.1).
 *
 * @param maxval greatest sample value
 * @param near how far a decoded sample may be from its original; 0 is lossless
 * @param t1 first of the three thresholds that quantize gradients
 * @param reset how many samples of a context are counted before its statistics are halved
 */
record JpegLsCoding(int maxval, int near, int t1, int t2, int t3, int reset) {
  private static final int DEFAULT_RESET = 64;

  /** Greatest NEAR of the standard: a byte of the scan header (C.2.3). */
  static final int MAX_NEAR = 255;

  JpegLsCoding {
    boolean possible =
        maxval > 0
            && maxval <= 0xFFFF
            && near >= 0
            && near <= Math.min(MAX_NEAR, maxval / 2)
            && near < t1
            && t1 <= t2
            && t2 <= t3
            && t3 <= maxval
            && reset >= 3
            && reset <= Math.max(MAX_NEAR, maxval);
    if (!possible) {
      throw new IllegalArgumentException("JPEG-LS coding parameters out of range");
    }
  }

  /** The defaults for a sample size (C.2.4.1.1.1). */
  static JpegLsCoding of(int maxval, int near) {
    int t1;
    int t2;
    int t3;
    if (maxval >= 128) {
      int factor = (Math.min(maxval, 4095) + 128) / 256;
      t1 = threshold(factor + 2 + 3 * near, near + 1, maxval);
      t2 = threshold(4 * factor + 3 + 5 * near, t1, maxval);
      t3 = threshold(17 * factor + 4 + 7 * near, t2, maxval);
    } else {
      int divisor = 256 / (maxval + 1);
      t1 = threshold(Math.max(2, 3 / divisor + 3 * near), near + 1, maxval);
      t2 = threshold(Math.max(3, 7 / divisor + 5 * near), t1, maxval);
      t3 = threshold(Math.max(4, 21 / divisor + 7 * near), t2, maxval);
    }
    return new JpegLsCoding(maxval, near, t1, t2, t3, DEFAULT_RESET);
  }

  private static int threshold(int value, int least, int maxval) {
    return value > maxval || value < least ? least : value;
  }

  /** Distance of two reconstructed values. */
  int step() {
    return 2 * near + 1;
  }

  /** Number of different prediction errors. */
  int range() {
    return (maxval + 2 * near) / step() + 1;
  }

  /** Bits that hold any error. */
  int errorBits() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(range() - 1);
  }

  /** Longest code word (LIMIT). */
  int limit() {
    int sampleBits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(maxval));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  /** Orders of the run lengths (J, A.2.1), by run index. */
  static int[] runOrders() {
    return new int[] {
      0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
      14, 15
    };
  }
}
