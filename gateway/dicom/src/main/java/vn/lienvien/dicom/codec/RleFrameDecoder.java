package vn.lienvien.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 annex G): one PackBits segment for every byte of a cell and every sample,
 * most significant byte first.
 */
record RleFrameDecoder(PixelDescription pixels) implements FrameDecoder {
  private static final int HEADER_BYTES = 64;

  @Override
  public byte[] decode(byte[] stored) throws FrameCodecException {
    int cell = pixels.bytesPerCell();
    int samples = pixels.samplesPerPixel();
    if (cell == 0 || pixels.isSubsampled()) {
      throw FrameCodecException.unsupported("RLE of single bits or of subsampled color");
    }
    int[] starts = segments(stored, samples * cell);
    byte[] frame = new byte[Math.toIntExact(pixels.frameBytes())];
    for (int segment = 0; segment < samples * cell; segment++) {
      int sample = segment / cell;
      int byteOfCell = cell - 1 - segment % cell;
      unpack(stored, starts[segment], starts[segment + 1], frame, sample * cell + byteOfCell);
    }
    return frame;
  }

  @Override
  public boolean isExact(byte[] stored) {
    return true;
  }

  /** Begin of every segment, and the end of the last. */
  private static int[] segments(byte[] stored, int expected) throws FrameCodecException {
    if (stored.length < HEADER_BYTES) {
      throw FrameCodecException.malformed("an RLE frame shorter than its header");
    }
    ByteBuffer header = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    int count = header.getInt();
    if (count != expected || count > HEADER_BYTES / Integer.BYTES - 1) {
      throw FrameCodecException.mismatched(
          "an RLE frame of " + count + " segments, expected " + expected);
    }
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i] = header.getInt();
      int least = i == 0 ? HEADER_BYTES : starts[i - 1];
      if (starts[i] < least || starts[i] > stored.length) {
        throw FrameCodecException.malformed("an RLE segment that begins outside the frame");
      }
    }
    starts[count] = stored.length;
    return starts;
  }

  /** PackBits (PS3.5 G.3.2) into every {@code step}-th byte of the frame from {@code to} on. */
  private void unpack(byte[] stored, int from, int end, byte[] frame, int to)
      throws FrameCodecException {
    int step = pixels.samplesPerPixel() * pixels.bytesPerCell();
    int at = from;
    int out = to;
    while (out < frame.length) {
      if (at + 1 >= end) {
        throw FrameCodecException.malformed("an RLE segment that ends too early");
      }
      int control = stored[at++];
      if (control >= 0) {
        int literal = Math.min(control + 1, end - at);
        for (int i = 0; i < literal && out < frame.length; i++, out += step) {
          frame[out] = stored[at + i];
        }
        at += literal;
      } else if (control != -128) {
        byte value = stored[at++];
        for (int i = control; i <= 0 && out < frame.length; i++, out += step) {
          frame[out] = value;
        }
      }
    }
  }
}
