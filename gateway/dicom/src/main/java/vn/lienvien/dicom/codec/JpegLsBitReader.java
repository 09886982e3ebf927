package vn.lienvien.dicom.codec;

/**
 * Bits of one JPEG-LS scan, most significant first; a byte behind FF carries seven (ISO/IEC 14495-1
 * A.1). Never reads beyond the end it was given.
 */
final class JpegLsBitReader {
  private final byte[] bytes;
  private final int end;
  private int next;
  private long ahead; // unread bits from the top
  private int count;
  private boolean behindFf;

  JpegLsBitReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.next = start;
    this.end = end;
  }

  private void fill() {
    while (count <= Long.SIZE - Byte.SIZE && next < end) {
      int value = bytes[next++] & 0xFF;
      int width = behindFf ? Byte.SIZE - 1 : Byte.SIZE;
      count += width;
      ahead |= (long) value << Long.SIZE - count;
      behindFf = value == 0xFF;
    }
  }

  boolean bit() throws FrameCodecException {
    require(1);
    boolean one = ahead < 0;
    ahead <<= 1;
    count--;
    return one;
  }

  /** The next bits, at most 32, as an unsigned number. */
  int bits(int width) throws FrameCodecException {
    if (width == 0) {
      return 0;
    }
    require(width);
    int value = (int) (ahead >>> Long.SIZE - width);
    ahead <<= width;
    count -= width;
    return value;
  }

  /**
   * A limited Golomb code (A.5.3): zeros up to a one, then {@code order} bits; after as many zeros
   * as {@code limit} leaves, {@code errorBits} bits.
   */
  int golomb(int order, int limit, int errorBits) throws FrameCodecException {
    int longest = limit - errorBits - 1;
    if (count <= longest) {
      fill();
    }
    int zeros = Long.numberOfLeadingZeros(ahead);
    if (zeros > longest || zeros >= count) {
      throw zeros >= count ? truncated() : FrameCodecException.malformed("an endless JPEG-LS code");
    }
    ahead <<= zeros + 1;
    count -= zeros + 1;
    return zeros < longest ? zeros << order | bits(order) : bits(errorBits) + 1;
  }

  private void require(int width) throws FrameCodecException {
    if (count < width) {
      fill();
      if (count < width) {
        throw truncated();
      }
    }
  }

  private static FrameCodecException truncated() {
    return FrameCodecException.malformed("a JPEG-LS scan that ends too early");
  }
}
