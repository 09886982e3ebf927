package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.codec.JpegLsHeader.Scan;

/**
 * Decodes one JPEG-LS scan line by line (ISO/IEC 14495-1 annex A, B). Work is bounded by the
 * samples of the frame and the bits of the scan, memory by two lines a component.
 */
final class JpegLsScanDecoder {
  private static final int LAST_RUN_INDEX = 31;

  private final JpegLsModel model;
  private final JpegLsBitReader bits;
  private final boolean bySample;
  private final int columns;
  private final int[] runIndexes;

  /** Per component; a sample x stands at x + 1, its neighbors beyond the edges beside it. */
  private int[][] above;

  private int[][] current;

  JpegLsScanDecoder(Scan scan, byte[] stored, int columns) {
    model = new JpegLsModel(scan.coding());
    bits = new JpegLsBitReader(stored, scan.start(), scan.end());
    bySample = scan.bySample();
    this.columns = columns;
    runIndexes = new int[scan.components()];
    above = new int[scan.components()][columns + 2];
    current = new int[scan.components()][columns + 2];
  }

  /**
   * The next line of each component of the scan; samples begin at index 1. The arrays are used
   * again.
   */
  int[][] nextLine() throws FrameCodecException {
    int[][] done = current;
    current = above;
    above = done;
    for (int i = 0; i < current.length; i++) {
      current[i][0] = above[i][1];
      above[i][columns + 1] = above[i][columns];
    }
    if (bySample) {
      decodeSamples();
    } else {
      for (int i = 0; i < current.length; i++) {
        decodeLine(i);
      }
    }
    return current;
  }

  private void decodeLine(int component) throws FrameCodecException {
    int[] line = current[component];
    int[] up = above[component];
    for (int x = 1; x <= columns; x++) {
      int context = context(line, up, x);
      if (context != 0) {
        line[x] = regular(line, up, x, context);
        continue;
      }
      int start = x;
      x = endOfRun(component, start);
      int value = line[start - 1];
      for (int i = start; i < x; i++) {
        line[i] = value;
      }
      if (x <= columns) {
        line[x] = interruption(line[x - 1], up[x], component);
      }
    }
  }

  /** Samples of a pixel one after the other; a run is one of all components. */
  private void decodeSamples() throws FrameCodecException {
    int components = current.length;
    int[] contexts = new int[components];
    for (int x = 1; x <= columns; x++) {
      boolean flat = true;
      for (int i = 0; i < components; i++) {
        contexts[i] = context(current[i], above[i], x);
        flat &= contexts[i] == 0;
      }
      if (!flat) {
        for (int i = 0; i < components; i++) {
          current[i][x] = regular(current[i], above[i], x, contexts[i]);
        }
        continue;
      }
      int start = x;
      x = endOfRun(0, start);
      for (int[] line : current) {
        int value = line[start - 1];
        for (int i = start; i < x; i++) {
          line[i] = value;
        }
      }
      if (x <= columns) {
        interruptAll(x);
      }
    }
  }

  /** Where several components end a run together, each is predicted from above (B.4). */
  private void interruptAll(int x) throws FrameCodecException {
    for (int i = 0; i < current.length; i++) {
      int left = current[i][x - 1];
      int up = above[i][x];
      int error = interruptionError(0, 0);
      current[i][x] = model.reconstructed(up, up < left ? -error : error);
    }
    shortenRuns(0);
  }

  private int context(int[] line, int[] up, int x) {
    int aboveLeft = up[x - 1];
    return model.context(up[x + 1] - up[x], up[x] - aboveLeft, aboveLeft - line[x - 1]);
  }

  private int regular(int[] line, int[] up, int x, int context) throws FrameCodecException {
    int prediction = model.prediction(line[x - 1], up[x], up[x - 1], context);
    int mirrored = Math.abs(context);
    int order = model.order(mirrored);
    int code = requireInRange(bits.golomb(order, model.limit, model.errorBits));
    int error = (code & 1) == 0 ? code >> 1 : -(code + 1 >> 1);
    if (model.isSwapped(mirrored, order)) {
      error = -error - 1;
    }
    model.update(mirrored, error);
    return model.reconstructed(prediction, context < 0 ? -error : error);
  }

  /** Index of the sample that ends the run, or one beyond the line (A.7.1.2). */
  private int endOfRun(int component, int start) throws FrameCodecException {
    int x = start;
    int runIndex = runIndexes[component];
    while (bits.bit()) {
      int whole = 1 << model.runOrders[runIndex];
      int left = columns + 1 - x;
      x += Math.min(whole, left);
      if (whole <= left && runIndex < LAST_RUN_INDEX) {
        runIndex++;
      }
      if (x > columns) {
        runIndexes[component] = runIndex;
        return x;
      }
    }
    runIndexes[component] = runIndex;
    x += bits.bits(model.runOrders[runIndex]);
    if (x > columns) {
      throw FrameCodecException.malformed("a JPEG-LS run beyond its line");
    }
    return x;
  }

  /** The sample that ends a run (A.7.2). */
  private int interruption(int left, int up, int component) throws FrameCodecException {
    int kind = Math.abs(left - up) <= model.near ? 1 : 0;
    int error = interruptionError(kind, component);
    shortenRuns(component);
    if (kind == 1) {
      return model.reconstructed(left, error);
    }
    return model.reconstructed(up, up < left ? -error : error);
  }

  private int interruptionError(int kind, int component) throws FrameCodecException {
    int order = model.runOrder(kind);
    int limit = model.limit - model.runOrders[runIndexes[component]] - 1;
    int code = requireInRange(bits.golomb(order, limit, model.errorBits));
    int doubled = code + kind;
    int map = doubled & 1;
    int size = doubled + map >> 1;
    boolean minusHasMap = order != 0 || model.isMostlyNegative(kind);
    int error = minusHasMap == (map == 1) ? -size : size;
    model.updateRun(kind, error, code);
    return error;
  }

  private void shortenRuns(int component) {
    runIndexes[component] = Math.max(0, runIndexes[component] - 1);
  }

  /** No encoder writes a larger error; refusing it keeps the statistics within an int. */
  private int requireInRange(int code) throws FrameCodecException {
    if (code > 2 * model.range) {
      throw FrameCodecException.malformed("a JPEG-LS error beyond the range of samples");
    }
    return code;
  }
}
