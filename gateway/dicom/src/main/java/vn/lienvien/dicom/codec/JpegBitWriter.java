package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;

/** Bits of one entropy-coded segment; FF is followed by 00 (ISO/IEC 10918-1 F.1.2.3). */
final class JpegBitWriter {
  private final ByteArrayOutputStream out;
  private long pending; // bits not yet written, the last one lowest
  private int count;

  JpegBitWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** Writes the lowest bits of a value, at most 16. */
  void bits(int value, int width) {
    pending = pending << width | value & (1 << width) - 1;
    count += width;
    while (count >= Byte.SIZE) {
      count -= Byte.SIZE;
      int next = (int) (pending >>> count) & 0xFF;
      out.write(next);
      if (next == 0xFF) {
        out.write(0);
      }
    }
  }

  /** A number as its size's bits (F.1.2.1): negative ones less one. */
  void number(int number, int size) {
    bits(number < 0 ? number - 1 : number, size);
  }

  /** Fills the last byte with ones. */
  void finish() {
    if (count > 0) {
      bits(0xFF, Byte.SIZE - count);
    }
  }
}
