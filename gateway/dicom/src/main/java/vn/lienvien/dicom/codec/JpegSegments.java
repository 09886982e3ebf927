package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;

/** Writes the marker segments of a JPEG stream (ISO/IEC 10918-1 B.2). */
final class JpegSegments {
  private static final int SOI = 0xFFD8;
  private static final int EOI = 0xFFD9;
  private static final int DHT = 0xFFC4;
  private static final int DQT = 0xFFDB;
  private static final int SOS = 0xFFDA;
  private static final int SOF0 = 0xFFC0;

  private final ByteArrayOutputStream out;

  JpegSegments(int expectedBytes) {
    out = new ByteArrayOutputStream(expectedBytes);
    twoBytes(SOI);
  }

  /**
   * @param process the n of SOFn
   * @param sampling factors of the first component, for example 0x21; the others have 0x11
   * @param chromaTable quantization table of the other components
   */
  void frame(int process, PixelDescription pixels, int precision, int sampling, int chromaTable) {
    int components = pixels.samplesPerPixel();
    twoBytes(SOF0 + process);
    twoBytes(8 + 3 * components);
    out.write(precision);
    twoBytes(pixels.rows());
    twoBytes(pixels.columns());
    out.write(components);
    for (int i = 1; i <= components; i++) {
      out.write(i);
      out.write(i == 1 ? sampling : 0x11);
      out.write(i == 1 ? 0 : chromaTable);
    }
  }

  /**
   * One quantization table, in zigzag order, of 8-bit steps or, for 12-bit samples, 16-bit ones.
   */
  void quantization(int index, int[] steps, boolean wide) {
    twoBytes(DQT);
    twoBytes(3 + (wide ? 2 : 1) * steps.length);
    out.write(wide ? 0x10 | index : index);
    for (int step : steps) {
      if (wide) {
        out.write(step >> Byte.SIZE);
      }
      out.write(step);
    }
  }

  /**
   * @param target class and index, for example 0x10 for the first AC table
   */
  void huffman(int target, HuffmanCode code) {
    byte[] table = code.table();
    twoBytes(DHT);
    twoBytes(3 + table.length);
    out.write(target);
    out.writeBytes(table);
  }

  /**
   * @param chromaTables tables of the components behind the first, for example 0x11
   * @param start of spectral selection, or the predictor
   */
  void scan(int components, int chromaTables, int start, int end) {
    twoBytes(SOS);
    twoBytes(6 + 2 * components);
    out.write(components);
    for (int i = 1; i <= components; i++) {
      out.write(i);
      out.write(i == 1 ? 0 : chromaTables);
    }
    out.write(start);
    out.write(end);
    out.write(0);
  }

  JpegBitWriter bits() {
    return new JpegBitWriter(out);
  }

  byte[] finish() {
    twoBytes(EOI);
    return out.toByteArray();
  }

  private void twoBytes(int value) {
    out.write(value >> Byte.SIZE);
    out.write(value);
  }
}
