package vn.lienvien.dicom.codec;

/**
 * Encodes the lines of one JPEG-LS scan, components alternating by line (ISO/IEC 14495-1 annex A,
 * B.2). Near-lossless coding goes on with the samples that the decoder will have.
 */
final class JpegLsScanEncoder {
  private static final int LAST_RUN_INDEX = 31;

  private final JpegLsModel model;
  private final JpegLsBitWriter bits;
  private final int columns;
  private final int[] runIndexes;

  /** Reconstructed lines per component; a sample x stands at x + 1. */
  private final int[][] above;

  JpegLsScanEncoder(JpegLsCoding coding, JpegLsBitWriter bits, int columns, int components) {
    model = new JpegLsModel(coding);
    this.bits = bits;
    this.columns = columns;
    runIndexes = new int[components];
    above = new int[components][columns + 2];
  }

  /**
   * @param line samples from index 1 on, of {@code columns + 2}; becomes what a decoder
   *     reconstructs
   * @return a line that is used no more
   */
  int[] encode(int component, int[] line) {
    int[] up = above[component];
    line[0] = up[1];
    up[columns + 1] = up[columns];
    for (int x = 1; x <= columns; x++) {
      int aboveLeft = up[x - 1];
      int context = model.context(up[x + 1] - up[x], up[x] - aboveLeft, aboveLeft - line[x - 1]);
      if (context != 0) {
        line[x] = regular(line, up, x, context);
        continue;
      }
      x = run(component, line, x);
      if (x <= columns) {
        line[x] = interruption(line, up, x, component);
      }
    }
    above[component] = line;
    return up;
  }

  private int regular(int[] line, int[] up, int x, int context) {
    int prediction = model.prediction(line[x - 1], up[x], up[x - 1], context);
    int difference = line[x] - prediction;
    int error = quantized(context < 0 ? -difference : difference);
    int mirrored = Math.abs(context);
    int order = model.order(mirrored);
    int coded = model.isSwapped(mirrored, order) ? -error - 1 : error;
    int code = coded >= 0 ? 2 * coded : -2 * coded - 1;
    bits.golomb(code, order, model.limit, model.errorBits);
    model.update(mirrored, error);
    return model.reconstructed(prediction, context < 0 ? -error : error);
  }

  /** In units of the step, and modulo the range (A.4.4, A.4.5). */
  private int quantized(int difference) {
    int error =
        difference > 0
            ? (difference + model.near) / model.step
            : -((model.near - difference) / model.step);
    if (error < 0) {
      error += model.range;
    }
    return error >= (model.range + 1) / 2 ? error - model.range : error;
  }

  /** Codes as many samples as are like the left one; the index behind them (A.7.1). */
  private int run(int component, int[] line, int start) {
    int value = line[start - 1];
    int x = start;
    while (x <= columns && Math.abs(line[x] - value) <= model.near) {
      line[x++] = value;
    }
    int left = x - start;
    int runIndex = runIndexes[component];
    while (left >= 1 << model.runOrders[runIndex]) {
      bits.bits(1, 1);
      left -= 1 << model.runOrders[runIndex];
      runIndex = Math.min(runIndex + 1, LAST_RUN_INDEX);
    }
    runIndexes[component] = runIndex;
    if (x <= columns) {
      bits.bits(0, 1);
      bits.bits(left, model.runOrders[runIndex]);
    } else if (left > 0) {
      bits.bits(1, 1);
    }
    return x;
  }

  /** The sample that ends a run (A.7.2). */
  private int interruption(int[] line, int[] up, int x, int component) {
    int left = line[x - 1];
    int kind = Math.abs(left - up[x]) <= model.near ? 1 : 0;
    int prediction = kind == 1 ? left : up[x];
    boolean mirrored = kind == 0 && up[x] < left;
    int difference = line[x] - prediction;
    int error = quantized(mirrored ? -difference : difference);

    int order = model.runOrder(kind);
    boolean minusHasMap = order != 0 || model.isMostlyNegative(kind);
    int map = error != 0 && error < 0 == minusHasMap ? 1 : 0;
    int code = 2 * Math.abs(error) - kind - map;
    int limit = model.limit - model.runOrders[runIndexes[component]] - 1;
    bits.golomb(code, order, limit, model.errorBits);
    model.updateRun(kind, error, code);
    runIndexes[component] = Math.max(0, runIndexes[component] - 1);
    return model.reconstructed(prediction, mirrored ? -error : error);
  }
}
