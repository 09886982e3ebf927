package vn.lienvien.dicom.codec;

import java.util.Arrays;

/** Bits of one JPEG-LS scan; a byte behind FF gets seven (ISO/IEC 14495-1 A.1). */
final class JpegLsBitWriter {
  private byte[] bytes;
  private int length;
  private long pending; // bits not yet written, the last one lowest
  private int count;
  private boolean behindFf;

  JpegLsBitWriter(int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes)];
  }

  /** Writes the lowest bits of a value, at most 32. */
  void bits(int value, int width) {
    pending = pending << width | value & (1L << width) - 1;
    count += width;
    flush();
  }

  private void flush() {
    int width = behindFf ? Byte.SIZE - 1 : Byte.SIZE;
    while (count >= width) {
      count -= width;
      append((int) (pending >>> count & (1 << width) - 1));
      width = behindFf ? Byte.SIZE - 1 : Byte.SIZE;
    }
  }

  private void append(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
    behindFf = value == 0xFF;
  }

  private void zeros(int number) {
    for (int left = number; left > 0; left -= Integer.SIZE) {
      bits(0, Math.min(left, Integer.SIZE));
    }
  }

  /** A limited Golomb code (A.5.3). */
  void golomb(int code, int order, int limit, int errorBits) {
    int longest = limit - errorBits - 1;
    int high = code >> order;
    if (high < longest) {
      zeros(high);
      bits(1, 1);
      bits(code, order);
    } else {
      zeros(longest);
      bits(1, 1);
      bits(code - 1, errorBits);
    }
  }

  /** Fills the last byte with zeros; one that were FF gets a byte behind it. */
  byte[] finish() {
    int width = behindFf ? Byte.SIZE - 1 : Byte.SIZE;
    if (count > 0) {
      bits(0, width - count);
    }
    if (behindFf) {
      append(0);
    }
    return Arrays.copyOf(bytes, length);
  }
}
