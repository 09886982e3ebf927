package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames to RLE Lossless (PS3.5 annex G): one PackBits segment for every byte of a cell and every
 * sample, most significant byte first, each row by itself, segments of even length.
 */
record RleFrameEncoder(PixelDescription pixels) implements FrameEncoder {
  private static final int HEADER_BYTES = 64;
  private static final int MAX_SEGMENTS = HEADER_BYTES / Integer.BYTES - 1;
  private static final int LONGEST = 128;

  @Override
  public byte[] encode(byte[] frame) throws FrameCodecException {
    int cell = pixels.bytesPerCell();
    int segments = pixels.samplesPerPixel() * cell;
    if (cell == 0 || segments > MAX_SEGMENTS || frame.length != pixels.frameBytes()) {
      throw FrameCodecException.unsupported("RLE of single bits or of more than 15 segments");
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(segments);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(frame.length / 2);
    byte[] row = new byte[pixels.columns()];
    for (int segment = 0; segment < segments; segment++) {
      header.putInt(HEADER_BYTES + packed.size());
      int at = segment / cell * cell + cell - 1 - segment % cell;
      for (int y = 0; y < pixels.rows(); y++) {
        for (int x = 0; x < row.length; x++, at += segments) {
          row[x] = frame[at];
        }
        pack(row, packed);
      }
      if (packed.size() % 2 != 0) {
        packed.write(0);
      }
    }
    byte[] stored = new byte[HEADER_BYTES + packed.size()];
    System.arraycopy(header.array(), 0, stored, 0, HEADER_BYTES);
    System.arraycopy(packed.toByteArray(), 0, stored, HEADER_BYTES, packed.size());
    return stored;
  }

  /** Two alike are a run, unless they stand within literals: there only three are (G.3.1). */
  private static void pack(byte[] row, ByteArrayOutputStream out) {
    int at = 0;
    while (at < row.length) {
      int run = run(row, at);
      if (run >= 2) {
        out.write(1 - run);
        out.write(row[at]);
        at += run;
        continue;
      }
      int end = at + 1;
      while (end < row.length && end - at < LONGEST && run(row, end) < 3) {
        end++;
      }
      out.write(end - at - 1);
      out.write(row, at, end - at);
      at = end;
    }
  }

  private static int run(byte[] row, int start) {
    int end = start + 1;
    while (end < row.length && end - start < LONGEST && row[end] == row[start]) {
      end++;
    }
    return end - start;
  }
}
