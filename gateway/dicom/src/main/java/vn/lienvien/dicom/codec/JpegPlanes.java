package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.codec.ForwardDct.Plane;

/**
 * A decoded frame as the planes that JPEG codes: gray as it is; color as Y, and Cb and Cr of half
 * the columns. Planes are filled up to whole blocks with their last row and column.
 */
record JpegPlanes(PixelDescription pixels, int precision) {

  List<Plane> of(byte[] frame) throws FrameCodecException {
    CellReader cells = new CellReader(frame, pixels, precision);
    int samples = pixels.samplesPerPixel();
    int side = JpegTables.SIDE * (samples > 1 ? 2 : 1);
    int columns = Math.ceilDiv(pixels.columns(), side) * side;
    int rows = Math.ceilDiv(pixels.rows(), JpegTables.SIDE) * JpegTables.SIDE;
    int[][] whole = new int[samples][Math.multiplyExact(columns, rows)];
    int[][] line = new int[samples][columns];
    for (int y = 0; y < rows; y++) {
      for (int i = 0; i < samples && y < pixels.rows(); i++) {
        cells.line(y, i, line[i], 0);
        Arrays.fill(line[i], pixels.columns(), columns, line[i][pixels.columns() - 1]);
      }
      if (y < pixels.rows() && pixels.photometricInterpretation().equals("RGB")) {
        toYbr(line);
      }
      for (int i = 0; i < samples; i++) {
        System.arraycopy(line[i], 0, whole[i], y * columns, columns);
      }
    }
    List<Plane> planes = new ArrayList<>();
    planes.add(new Plane(whole[0], columns, rows));
    for (int i = 1; i < samples; i++) {
      planes.add(halved(whole[i], columns, rows));
    }
    return planes;
  }

  /** The mean of each two neighbors in a line. */
  private static Plane halved(int[] samples, int columns, int rows) {
    int[] half = new int[samples.length / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = samples[2 * i] + samples[2 * i + 1] + 1 >> 1;
    }
    return new Plane(half, columns / 2, rows);
  }

  /** RGB to YBR_FULL (PS3.3 C.7.6.3.1.2). */
  private static void toYbr(int[][] line) {
    for (int x = 0; x < line[0].length; x++) {
      int red = line[0][x];
      int green = line[1][x];
      int blue = line[2][x];
      line[0][x] = rounded(0.2990 * red + 0.5870 * green + 0.1140 * blue);
      line[1][x] = rounded(-0.1687 * red - 0.3313 * green + 0.5000 * blue + 128);
      line[2][x] = rounded(0.5000 * red - 0.4187 * green - 0.0813 * blue + 128);
    }
  }

  private static int rounded(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
