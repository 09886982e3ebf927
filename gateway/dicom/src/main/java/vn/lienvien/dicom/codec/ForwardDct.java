package vn.lienvien.dicom.codec;

/** The forward DCT of 8 x 8 samples and its quantization (ISO/IEC 10918-1 A.3.3, A.3.4). */
final class ForwardDct {
  private final double[] cosines = new double[JpegTables.BLOCK];
  private final int[] zigzag = JpegTables.zigzag();
  private final double[] samples = new double[JpegTables.BLOCK];
  private final double[] columns = new double[JpegTables.BLOCK];

  ForwardDct() {
    for (int u = 0; u < JpegTables.SIDE; u++) {
      double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
      for (int x = 0; x < JpegTables.SIDE; x++) {
        cosines[JpegTables.SIDE * u + x] = scale * Math.cos((2 * x + 1) * u * Math.PI / 16);
      }
    }
  }

  /** Samples of one component, filled up to whole blocks. */
  record Plane(int[] samples, int columns, int rows) {}

  /**
   * @param steps in zigzag order
   * @param center the sample that becomes zero
   * @param largest magnitude of a coefficient that the process can code
   */
  record Quantization(int[] steps, int center, int largest) {}

  /**
   * @param from index in the plane of the block's first sample
   * @param target takes 64 quantized coefficients in zigzag order from {@code to} on
   */
  void apply(Plane plane, int from, Quantization quantization, short[] target, int to) {
    for (int y = 0; y < JpegTables.SIDE; y++) {
      for (int x = 0; x < JpegTables.SIDE; x++) {
        int sample = plane.samples()[from + y * plane.columns() + x];
        samples[JpegTables.SIDE * y + x] = sample - quantization.center();
      }
    }
    multiply(samples, columns);
    multiply(columns, samples);
    for (int i = 0; i < JpegTables.BLOCK; i++) {
      long coefficient = Math.round(samples[zigzag[i]] / quantization.steps()[i]);
      int largest = quantization.largest();
      target[to + i] = (short) Math.clamp(coefficient, -largest, largest);
    }
  }

  /** Transforms rows and turns the block, so that the same again transforms its columns. */
  private void multiply(double[] rows, double[] turned) {
    for (int y = 0; y < JpegTables.SIDE; y++) {
      for (int u = 0; u < JpegTables.SIDE; u++) {
        double sum = 0;
        for (int x = 0; x < JpegTables.SIDE; x++) {
          sum += cosines[JpegTables.SIDE * u + x] * rows[JpegTables.SIDE * y + x];
        }
        turned[JpegTables.SIDE * u + y] = sum;
      }
    }
  }
}
