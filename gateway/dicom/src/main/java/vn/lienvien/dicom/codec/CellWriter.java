package vn.lienvien.dicom.codec;

/**
 * Lines of samples into the cells of a decoded frame: rows x columns x samplesPerPixel, little
 * endian, interleaved by pixel. Bits above the precision are filled by sign or zeros, as Pixel
 * Representation says.
 */
final class CellWriter {
  private final byte[] frame;
  private final int columns;
  private final int samples;
  private final int cell;
  private final int shift;
  private final boolean signed;

  CellWriter(PixelDescription pixels, int precision) throws FrameCodecException {
    if (pixels.bitsAllocated() % Byte.SIZE != 0 || pixels.bitsAllocated() > Integer.SIZE) {
      throw FrameCodecException.mismatched(
          pixels.bitsAllocated() + " bits allocated for compressed samples");
    }
    columns = pixels.columns();
    samples = pixels.samplesPerPixel();
    cell = pixels.bytesPerCell();
    shift = Integer.SIZE - precision;
    signed = pixels.signed();
    long bytes = (long) pixels.rows() * columns * samples * cell;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw FrameCodecException.tooLarge("a decoded frame of " + bytes + " bytes");
    }
    frame = new byte[(int) bytes];
  }

  /** One line of one component, out of {@code line} from index {@code from} on. */
  void line(int row, int component, int[] line, int from) {
    int at = (row * columns * samples + component) * cell;
    int stride = samples * cell;
    for (int x = 0; x < columns; x++, at += stride) {
      int value = line[from + x] << shift;
      value = signed ? value >> shift : value >>> shift;
      for (int i = 0; i < cell; i++) {
        frame[at + i] = (byte) (value >> Byte.SIZE * i);
      }
    }
  }

  byte[] frame() {
    return frame;
  }
}
