package vn.lienvien.dicom.codec;

/** Numbers that ISO/IEC 10918-1 fixes for the coding of coefficients. */
final class JpegTables {
  /** Samples along a side of a block. */
  static final int SIDE = 8;

  static final int BLOCK = SIDE * SIDE;

  private JpegTables() {}

  /** Index in a row-by-row block of each coefficient in zigzag order (figure A.6). */
  static int[] zigzag() {
    int[] order = new int[BLOCK];
    int x = 0;
    int y = 0;
    for (int i = 0; i < BLOCK; i++) {
      order[i] = SIDE * y + x;
      boolean upwards = (x + y) % 2 == 0;
      if (upwards) {
        if (x == SIDE - 1) {
          y++;
        } else {
          x++;
          y = Math.max(0, y - 1);
        }
      } else if (y == SIDE - 1) {
        x++;
      } else {
        y++;
        x = Math.max(0, x - 1);
      }
    }
    return order;
  }

  /** The number that {@code size} further bits stand for (figure F.12). */
  static int extend(int bits, int size) {
    return size > 0 && bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
  }

  /** How many bits follow the code for a number (tables F.1, H.2). */
  static int sizeOf(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(number));
  }
}
