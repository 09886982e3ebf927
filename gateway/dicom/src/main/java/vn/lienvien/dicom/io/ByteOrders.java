package vn.lienvien.dicom.io;

/** Swaps bytes between little and big endian. */
final class ByteOrders {
  private ByteOrders() {}

  /** Reverses every whole cell in place; a rest that fills no cell stays as it is. */
  static byte[] swap(byte[] bytes, int length, int cellSize) {
    for (int cell = 0; cellSize > 1 && cell + cellSize <= length; cell += cellSize) {
      for (int i = cell, j = cell + cellSize - 1; i < j; i++, j--) {
        byte b = bytes[i];
        bytes[i] = bytes[j];
        bytes[j] = b;
      }
    }
    return bytes;
  }
}
