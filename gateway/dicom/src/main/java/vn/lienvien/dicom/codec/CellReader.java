package vn.lienvien.dicom.codec;

/**
 * Lines of samples out of the cells of a decoded frame, the lowest {@code precision} bits of each
 * as an unsigned number.
 */
final class CellReader {
  private final byte[] frame;
  private final int columns;
  private final int samples;
  private final int cell;
  private final int mask;

  CellReader(byte[] frame, PixelDescription pixels, int precision) throws FrameCodecException {
    if (frame.length != pixels.frameBytes() || pixels.isSubsampled()) {
      throw FrameCodecException.mismatched(
          "a frame of " + frame.length + " bytes, expected " + pixels.frameBytes());
    }
    this.frame = frame;
    columns = pixels.columns();
    samples = pixels.samplesPerPixel();
    cell = pixels.bytesPerCell();
    mask = (1 << precision) - 1;
  }

  /** One line of one component into {@code line} from index {@code to} on. */
  void line(int row, int component, int[] line, int to) {
    int at = (row * columns * samples + component) * cell;
    int stride = samples * cell;
    for (int x = 0; x < columns; x++, at += stride) {
      int value = 0;
      for (int i = 0; i < cell; i++) {
        value |= (frame[at + i] & 0xFF) << Byte.SIZE * i;
      }
      line[to + x] = value & mask;
    }
  }
}
