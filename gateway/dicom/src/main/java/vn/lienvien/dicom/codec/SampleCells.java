package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Moves samples between a decoded frame (rows x columns x samplesPerPixel cells, little endian,
 * interleaved by pixel) and the 32-bit planes that OpenJPEG works on (rows x columns, native
 * order).
 */
final class SampleCells {
  private static final ValueLayout.OfShort SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private SampleCells() {}

  /** Cells of one component, widened to int by sign or by zeros. */
  static void widen(byte[] frame, Jpeg2000Format format, int component, MemorySegment plane) {
    MemorySegment cells = MemorySegment.ofArray(frame);
    int pixels = format.pixels();
    int step = format.samplesPerPixel() * format.bytesPerCell();
    int at = component * format.bytesPerCell();
    boolean signed = format.signed();
    switch (format.bitsAllocated()) {
      case 8 -> {
        int mask = signed ? -1 : 0xFF;
        for (int i = 0; i < pixels; i++, at += step) {
          plane.setAtIndex(JAVA_INT, i, cells.get(JAVA_BYTE, at) & mask);
        }
      }
      case 16 -> {
        int mask = signed ? -1 : 0xFFFF;
        for (int i = 0; i < pixels; i++, at += step) {
          plane.setAtIndex(JAVA_INT, i, cells.get(SHORT, at) & mask);
        }
      }
      default -> {
        for (int i = 0; i < pixels; i++, at += step) {
          plane.setAtIndex(JAVA_INT, i, cells.get(INT, at));
        }
      }
    }
  }

  /**
   * Samples of one component into their cells. The bits above the precision are filled as the data
   * set's pixel representation says, whatever sign the codestream claims.
   */
  static void narrow(MemorySegment plane, Jpeg2000Format format, int component, byte[] frame) {
    MemorySegment cells = MemorySegment.ofArray(frame);
    int pixels = format.pixels();
    int step = format.samplesPerPixel() * format.bytesPerCell();
    int at = component * format.bytesPerCell();
    int shift = Integer.SIZE - format.precision();
    boolean signed = format.signed();
    switch (format.bitsAllocated()) {
      case 8 -> {
        for (int i = 0; i < pixels; i++, at += step) {
          cells.set(JAVA_BYTE, at, (byte) extend(plane.getAtIndex(JAVA_INT, i), shift, signed));
        }
      }
      case 16 -> {
        for (int i = 0; i < pixels; i++, at += step) {
          cells.set(SHORT, at, (short) extend(plane.getAtIndex(JAVA_INT, i), shift, signed));
        }
      }
      default -> {
        for (int i = 0; i < pixels; i++, at += step) {
          cells.set(INT, at, extend(plane.getAtIndex(JAVA_INT, i), shift, signed));
        }
      }
    }
  }

  /** Whether every cell is nothing but its stored bits, extended by sign or by zeros. */
  static boolean isExtended(byte[] frame, PixelDescription pixels) {
    int cell = pixels.bytesPerCell();
    int shift = Integer.SIZE - pixels.bitsStored();
    int cellShift = Integer.SIZE - pixels.bitsAllocated();
    boolean signed = pixels.signed();
    for (int at = 0; at < frame.length; at += cell) {
      int value = 0;
      for (int i = 0; i < cell; i++) {
        value |= (frame[at + i] & 0xFF) << Byte.SIZE * i;
      }
      if (extend(value, cellShift, signed) != extend(value, shift, signed)) {
        return false;
      }
    }
    return true;
  }

  private static int extend(int sample, int shift, boolean signed) {
    return signed ? (sample << shift) >> shift : (sample << shift) >>> shift;
  }
}
