package vn.lienvien.dicom.codec;

import java.util.Random;

/** Frames of smooth shapes, flat areas and noise, so that every branch of a coder is taken. */
final class Noise {
  private Noise() {}

  static PixelDescription pixels(int rows, int columns, int samples, int allocated, int stored) {
    String color = samples == 1 ? "MONOCHROME2" : "RGB";
    return new PixelDescription(
        rows, columns, samples, allocated, stored, stored - 1, false, 0, color, 1);
  }

  static byte[] frame(PixelDescription pixels, long seed) {
    Random random = new Random(seed);
    int cell = pixels.bytesPerCell();
    long most = (1L << pixels.bitsStored()) - 1;
    byte[] frame = new byte[(int) pixels.frameBytes()];
    for (int at = 0, i = 0; at < frame.length; at += cell, i++) {
      int x = i / pixels.samplesPerPixel() % pixels.columns();
      int y = i / pixels.samplesPerPixel() / pixels.columns();
      long value;
      if (y % 16 < 5) {
        value = most / 3; // flat, for runs
      } else if (y % 16 < 12) {
        value = most * (x + y) / (pixels.columns() + pixels.rows()) + random.nextInt(4);
      } else {
        value = random.nextLong() & most;
      }
      value = Math.clamp(value, 0, most);
      for (int b = 0; b < cell; b++) {
        frame[at + b] = (byte) (value >> Byte.SIZE * b);
      }
    }
    return frame;
  }
}
