package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.codec.ForwardDct.Plane;
import vn.lienvien.dicom.codec.ForwardDct.Quantization;

/**
 * Frames to JPEG with loss: baseline for 8-bit samples, extended sequential for 12 (PS3.5 A.4.1,
 * ISO/IEC 10918-1 annex F). RGB becomes Y Cb Cr; chroma of two neighbors is shared (4:2:2, the
 * YBR_FULL_422 of PS3.3 C.7.6.3.1.2). Huffman tables are made for the frame.
 *
 * @param precision 8 or 12
 * @param quality 1 to 100
 */
record JpegDctFrameEncoder(PixelDescription pixels, int precision, int quality)
    implements FrameEncoder {
  private static final int END_OF_BLOCK = 0;
  private static final int SIXTEEN_ZEROS = 0xF0;

  @Override
  public byte[] encode(byte[] frame) throws FrameCodecException {
    List<Coefficients> components = components(frame);
    int tables = Math.min(components.size(), 2);
    long[][] dc = new long[tables][256];
    long[][] ac = new long[tables][256];
    forEachBlock(
        components,
        (component, block, previous) -> {
          int table = Math.min(component, tables - 1);
          symbols(
              components.get(component),
              block,
              previous,
              (isDc, symbol, _, _) -> (isDc ? dc : ac)[table][symbol]++);
        });

    JpegSegments stream = new JpegSegments(frame.length / 4);
    boolean wide = precision > Byte.SIZE;
    stream.quantization(0, JpegQuality.luminance(quality), wide);
    if (tables > 1) {
      stream.quantization(1, JpegQuality.chrominance(quality), wide);
    }
    stream.frame(wide ? 1 : 0, pixels, precision, tables > 1 ? 0x21 : 0x11, 1);
    HuffmanCode[] dcCodes = new HuffmanCode[tables];
    HuffmanCode[] acCodes = new HuffmanCode[tables];
    for (int i = 0; i < tables; i++) {
      dcCodes[i] = new HuffmanCode(dc[i]);
      acCodes[i] = new HuffmanCode(ac[i]);
      stream.huffman(i, dcCodes[i]);
      stream.huffman(0x10 | i, acCodes[i]);
    }
    stream.scan(components.size(), 0x11, 0, JpegTables.BLOCK - 1);
    JpegBitWriter bits = stream.bits();
    forEachBlock(
        components,
        (component, block, previous) -> {
          int table = Math.min(component, tables - 1);
          symbols(
              components.get(component),
              block,
              previous,
              (isDc, symbol, number, size) -> {
                (isDc ? dcCodes : acCodes)[table].write(symbol, bits);
                bits.number(number, size);
              });
        });
    bits.finish();
    return stream.finish();
  }

  /**
   * Quantized blocks of one component.
   *
   * @param across blocks in a line
   * @param sampling blocks of it in each unit of the scan, side by side
   */
  private record Coefficients(short[] values, int across, int sampling) {}

  @FunctionalInterface
  private interface BlockSink {
    /**
     * @param previous index of the block of the same component before; -1 for the first
     */
    void take(int component, int block, int previous);
  }

  private void forEachBlock(List<Coefficients> components, BlockSink sink) {
    Coefficients first = components.getFirst();
    int units = first.across / first.sampling;
    int lines = first.values.length / JpegTables.BLOCK / first.across;
    int[] previous = new int[components.size()];
    Arrays.fill(previous, -1);
    for (int line = 0; line < lines; line++) {
      for (int unit = 0; unit < units; unit++) {
        for (int i = 0; i < previous.length; i++) {
          Coefficients component = components.get(i);
          for (int j = 0; j < component.sampling; j++) {
            int block = line * component.across + unit * component.sampling + j;
            sink.take(i, block, previous[i]);
            previous[i] = block;
          }
        }
      }
    }
  }

  @FunctionalInterface
  private interface SymbolSink {
    void take(boolean isDc, int symbol, int number, int size);
  }

  /** The symbols of one block and the numbers behind them (F.1.2). */
  private static void symbols(Coefficients from, int block, int previous, SymbolSink sink) {
    short[] values = from.values;
    int start = block * JpegTables.BLOCK;
    int difference = values[start] - (previous < 0 ? 0 : values[previous * JpegTables.BLOCK]);
    int size = JpegTables.sizeOf(difference);
    sink.take(true, size, difference, size);
    int zeros = 0;
    for (int i = 1; i < JpegTables.BLOCK; i++) {
      int value = values[start + i];
      if (value == 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) {
        sink.take(false, SIXTEEN_ZEROS, 0, 0);
      }
      size = JpegTables.sizeOf(value);
      sink.take(false, zeros << 4 | size, value, size);
      zeros = 0;
    }
    if (zeros > 0) {
      sink.take(false, END_OF_BLOCK, 0, 0);
    }
  }

  private List<Coefficients> components(byte[] frame) throws FrameCodecException {
    List<Plane> planes = new JpegPlanes(pixels, precision).of(frame);
    List<Coefficients> components = new ArrayList<>();
    ForwardDct transform = new ForwardDct();
    for (Plane plane : planes) {
      boolean chroma = !components.isEmpty();
      Quantization quantization =
          new Quantization(
              chroma ? JpegQuality.chrominance(quality) : JpegQuality.luminance(quality),
              1 << precision - 1,
              (1 << precision + 2) - 1);
      short[] values = new short[plane.samples().length];
      int to = 0;
      for (int y = 0; y < plane.rows(); y += JpegTables.SIDE) {
        for (int x = 0; x < plane.columns(); x += JpegTables.SIDE, to += JpegTables.BLOCK) {
          transform.apply(plane, y * plane.columns() + x, quantization, values, to);
        }
      }
      int sampling = planes.size() > 1 && !chroma ? 2 : 1;
      components.add(new Coefficients(values, plane.columns() / JpegTables.SIDE, sampling));
    }
    return components;
  }
}
