package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;

/**
 * A lookup table by its descriptor (PS3.3 C.11.1.1, C.7.6.3.1.5): number of entries, first value
 * mapped, bits of an entry.
 *
 * @param entries unsigned
 * @param bits of an entry: what its greatest value means
 */
record LookupTable(int[] entries, int firstMapped, int bits) {

  /**
   * @param signed whether the values that are looked up are signed, and so the first value mapped
   */
  static LookupTable of(Attributes item, int descriptorTag, int dataTag, boolean signed)
      throws FrameCodecException {
    int[] descriptor = item.integers(descriptorTag);
    byte[] data = item.bytes(dataTag);
    if (descriptor.length != 3) {
      throw FrameCodecException.malformed("a lookup table without its descriptor");
    }
    int count = descriptor[0] & 0xFFFF;
    count = count == 0 ? 1 << 16 : count;
    int first = signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
    int cell = data.length >= 2 * count ? 2 : 1;
    if (data.length < cell * count) {
      throw FrameCodecException.malformed("a lookup table with fewer entries than it says");
    }
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      int low = data[cell * i] & 0xFF;
      entries[i] = cell == 1 ? low : low | (data[2 * i + 1] & 0xFF) << Byte.SIZE;
    }
    return new LookupTable(
        entries, first, cell == 1 ? Byte.SIZE : Math.clamp(descriptor[2], 8, 16));
  }

  /** The entry of a value; values beyond either end take the entry there. */
  int at(int value) {
    return entries[Math.clamp((long) value - firstMapped, 0, entries.length - 1)];
  }

  /** The entry as a part of the greatest one, 0 to 1. */
  double share(int value) {
    return (double) at(value) / ((1 << bits) - 1);
  }
}
