package vn.lienvien.dicom.codec;

/** Bits of a JPEG 2000 packet header; a byte behind FF has seven (ISO/IEC 15444-1 B.10.1). */
final class PacketBits {
  private final byte[] bytes;
  private final int end;
  private int next;
  private int current;
  private int left;

  PacketBits(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.next = start;
    this.end = end;
  }

  int bit() throws FrameCodecException {
    if (left == 0) {
      if (next >= end) {
        throw FrameCodecException.malformed("a JPEG 2000 packet that ends too early");
      }
      left = current == 0xFF ? Byte.SIZE - 1 : Byte.SIZE;
      current = bytes[next++] & 0xFF;
    }
    left--;
    return current >> left & 1;
  }

  int bits(int width) throws FrameCodecException {
    int value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /**
   * Where the packet's body begins; the header's last byte may not be FF, so one more follows it.
   */
  int align() {
    if (current == 0xFF) {
      next++;
    }
    left = 0;
    current = 0;
    return next;
  }
}
