package vn.lienvien.dicom.codec;

/** Quantization steps from the examples of ISO/IEC 10918-1 K.1 and a quality of 1 to 100. */
final class JpegQuality {
  private static final int[] LUMINANCE = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMINANCE = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };
  private static final int LARGEST_STEP = 255;

  private JpegQuality() {}

  static int[] luminance(int quality) {
    return scaled(LUMINANCE, quality);
  }

  static int[] chrominance(int quality) {
    return scaled(CHROMINANCE, quality);
  }

  /** In zigzag order; quality 50 gives the examples themselves, as with the reference library. */
  private static int[] scaled(int[] examples, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] zigzag = JpegTables.zigzag();
    int[] steps = new int[JpegTables.BLOCK];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.clamp((examples[zigzag[i]] * percent + 50) / 100, 1, LARGEST_STEP);
    }
    return steps;
  }
}
