package vn.lienvien.dicom.codec;

/**
 * Stored values of a decoded frame of up to 32 bits a cell: only the stored bits, with their sign
 * (PS3.5 8.1.1).
 */
record StoredValues(byte[] frame, PixelDescription pixels) {

  int count() {
    return pixels.rows() * pixels.columns() * pixels.samplesPerPixel();
  }

  int at(int index) {
    if (pixels.bitsAllocated() == 1) {
      return frame[index / Byte.SIZE] >> index % Byte.SIZE & 1;
    }
    int cell = pixels.bytesPerCell();
    int value = 0;
    for (int i = 0; i < cell; i++) {
      value |= (frame[index * cell + i] & 0xFF) << Byte.SIZE * i;
    }
    int left = Integer.SIZE - 1 - pixels.highBit();
    int right = Integer.SIZE - pixels.bitsStored();
    return pixels.signed() ? value << left >> right : value << left >>> right;
  }
}
