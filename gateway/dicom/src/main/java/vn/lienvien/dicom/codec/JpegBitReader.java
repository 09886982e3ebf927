package vn.lienvien.dicom.codec;

/**
 * Bits of one entropy-coded segment, most significant first; FF 00 is the byte FF (ISO/IEC 10918-1
 * F.2.2.5). Beyond the end there are zeros to look at, as decoders are used to, but none to take
 * more than {@value #PADDING} of.
 */
final class JpegBitReader {
  /** Encoders have been seen to forget the last byte's padding; more missing is a truncation. */
  private static final int PADDING = 32;

  private final byte[] bytes;
  private final int end;
  private int next;
  private long ahead; // unread bits from the top
  private int count;
  private int padded;

  JpegBitReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.next = start;
    this.end = end;
  }

  private void fill() throws FrameCodecException {
    while (count <= Long.SIZE - Byte.SIZE) {
      int value = 0;
      if (next < end) {
        value = bytes[next++] & 0xFF;
        if (value == 0xFF && next < end && bytes[next] == 0) {
          next++;
        }
      } else {
        padded += Byte.SIZE;
      }
      count += Byte.SIZE;
      ahead |= (long) value << Long.SIZE - count;
    }
    if (padded - count > PADDING) {
      throw FrameCodecException.malformed("a JPEG scan that ends too early");
    }
  }

  /** The next bits without taking them, at most 32. */
  int peek(int width) throws FrameCodecException {
    if (count < width) {
      fill();
    }
    return (int) (ahead >>> Long.SIZE - width);
  }

  void skip(int width) {
    ahead <<= width;
    count -= width;
  }

  /** The next bits as an unsigned number, at most 16. */
  int bits(int width) throws FrameCodecException {
    if (width == 0) {
      return 0;
    }
    int value = peek(width);
    skip(width);
    return value;
  }
}
