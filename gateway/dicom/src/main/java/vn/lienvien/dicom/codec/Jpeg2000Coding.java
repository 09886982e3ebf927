package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How a codestream of the kind that we write is coded: one tile, one layer, reversible, default
 * code-block style and precincts (ISO/IEC 15444-1 A.5, A.6).
 *
 * @param levels wavelet decompositions
 * @param blockColumns width of a code-block, as a power of two
 * @param planes of each band in the order of resolutions: LL, then HL, LH, HH of each
 * @param packets of all tile-parts, one after the other
 */
record Jpeg2000Coding(
    int levels,
    int blockColumns,
    int blockRows,
    boolean colorTransform,
    int[] planes,
    byte[] packets) {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int RGN = 0xFF5E;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int POC = 0xFF5F;
  private static final int PPM = 0xFF60;
  private static final int PPT = 0xFF61;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int REVERSIBLE = 1;

  static Jpeg2000Coding parse(byte[] codestream, Jpeg2000Format format) throws FrameCodecException {
    try {
      return new Reader(ByteBuffer.wrap(codestream)).read(format);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new FrameCodecException(
          FrameCodecException.Refusal.MALFORMED, "the codestream ends within its headers", e);
    }
  }

  private static final class Reader {
    private final ByteBuffer bytes;
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private int levels = -1;
    private int blockColumns;
    private int blockRows;
    private boolean colorTransform;
    private int[] planes = {};

    Reader(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    Jpeg2000Coding read(Jpeg2000Format format) throws FrameCodecException {
      require(unsignedShort() == SOC);
      for (int marker = unsignedShort(); marker != SOT; marker = unsignedShort()) {
        readSegment(marker, format);
      }
      require(levels >= 0 && planes.length == 3 * levels + 1);
      boolean more = true;
      while (more) {
        int start = bytes.position() - Short.BYTES;
        require(unsignedShort() == 10 && unsignedShort() == 0);
        int length = bytes.getInt();
        bytes.getShort();
        for (int marker = unsignedShort(); marker != SOD; marker = unsignedShort()) {
          readSegment(marker, format);
        }
        int end = length == 0 ? bytes.limit() : start + length;
        require(end >= bytes.position() && end <= bytes.limit());
        packets.write(bytes.array(), bytes.position(), end - bytes.position());
        bytes.position(end);
        more = bytes.remaining() >= Short.BYTES && unsignedShort() == SOT;
      }
      return new Jpeg2000Coding(
          levels, blockColumns, blockRows, colorTransform, planes, packets.toByteArray());
    }

    private void readSegment(int marker, Jpeg2000Format format) throws FrameCodecException {
      int next = bytes.position() + unsignedShort();
      switch (marker) {
        case SIZ -> {
          bytes.position(bytes.position() + 10);
          require(bytes.getLong() == 0); // the image begins at the origin
          require(bytes.getInt() >= format.columns() && bytes.getInt() >= format.rows());
        }
        case COD -> readCodingStyle();
        case QCD -> {
          int style = bytes.get();
          require((style & 0x1F) == 0);
          planes = new int[next - bytes.position()];
          for (int i = 0; i < planes.length; i++) {
            planes[i] = (style >> 5 & 7) + (bytes.get() >> 3 & 0x1F) - 1;
          }
        }
        case COC, RGN, QCC, POC, PPM, PPT -> require(false);
        default -> {
          // comments, lengths and the like say nothing that decoding needs
        }
      }
      bytes.position(next);
    }

    private void readCodingStyle() throws FrameCodecException {
      require(bytes.get() == 0); // default precincts, no SOP or EPH
      require(bytes.get() <= 1); // layer or resolution first: with one layer the same
      require(unsignedShort() == 1);
      colorTransform = bytes.get() != 0;
      levels = bytes.get();
      blockColumns = (bytes.get() & 0xF) + 2;
      blockRows = (bytes.get() & 0xF) + 2;
      require(blockColumns + blockRows <= 12 && levels >= 0 && levels <= 32);
      require(bytes.get() == 0 && bytes.get() == REVERSIBLE);
    }

    private int unsignedShort() {
      return Short.toUnsignedInt(bytes.getShort());
    }

    private static void require(boolean holds) throws FrameCodecException {
      if (!holds) {
        throw FrameCodecException.unsupported("a codestream of another kind than we write");
      }
    }
  }
}
