package vn.lienvien.dicom.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the markers of a JPEG 2000 codestream without decoding anything: the main header and each
 * tile-part header, hopping over the packets by Psot (ISO/IEC 15444-1 A.4.2).
 *
 * <p>Bounds: at most {@value #MAX_TILES} tiles (OpenJPEG keeps some kilobytes for each), {@value
 * #MAX_LAYERS} layers, and {@value #MAX_PRECINCTS} precincts in all.
 */
final class Jpeg2000HeaderReader {
  private static final int MAX_COMPONENTS = 4;
  private static final int MAX_TILES = 4096;
  private static final int MAX_TILE_PARTS = 65_536;
  private static final int MAX_LAYERS = 1024;
  private static final long MAX_PRECINCTS = 1 << 18;
  private static final int MAX_PRECISION = 31;

  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;
  private static final int SOT_SEGMENT = 12;

  private final ByteBuffer bytes;
  private long columns;
  private long rows;
  private int components;
  private int precision;
  private boolean signed;
  private long tiles;
  private boolean sawCodingStyle;
  private boolean reversible = true;
  private boolean colorTransform;

  Jpeg2000HeaderReader(byte[] codestream) {
    bytes = ByteBuffer.wrap(codestream);
  }

  Jpeg2000Codestream read() throws FrameCodecException {
    try {
      if (marker() != SOC || marker() != SIZ) {
        throw FrameCodecException.malformed("not a JPEG 2000 codestream");
      }
      readSize();
      readHeader(SOT);
      require(sawCodingStyle, "no COD before the first tile");
      readTileParts();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new FrameCodecException(
          FrameCodecException.Refusal.MALFORMED, "the codestream ends within its headers", e);
    }
    return new Jpeg2000Codestream(
        (int) columns, (int) rows, components, precision, signed, reversible, colorTransform);
  }

  private void readSize() throws FrameCodecException {
    int length = unsignedShort();
    unsignedShort(); // Rsiz: profiles promise nothing that we would rely on
    long right = unsignedInt();
    long bottom = unsignedInt();
    long left = unsignedInt();
    long top = unsignedInt();
    long tileWidth = unsignedInt();
    long tileHeight = unsignedInt();
    long tileLeft = unsignedInt();
    long tileTop = unsignedInt();
    components = unsignedShort();
    require(right > left && bottom > top, "an empty image area");
    columns = right - left;
    rows = bottom - top;
    require(columns <= 0xFFFF && rows <= 0xFFFF, "an image larger than DICOM's 65535 a side");
    require(components >= 1 && components <= MAX_COMPONENTS, components + " components");
    require(length == 38 + 3 * components, "a SIZ segment of the wrong length");
    require(tileWidth > 0 && tileHeight > 0, "tiles without area");
    require(tileLeft <= left && tileTop <= top, "a tile grid that begins inside the image");
    require(
        tileLeft + tileWidth > left && tileTop + tileHeight > top, "a first tile without pixels");
    tiles = ceilDivide(right - tileLeft, tileWidth) * ceilDivide(bottom - tileTop, tileHeight);
    require(tiles <= MAX_TILES, tiles + " tiles");
    for (int i = 0; i < components; i++) {
      readComponent(i);
    }
  }

  private void readComponent(int index) throws FrameCodecException {
    int depth = Byte.toUnsignedInt(bytes.get());
    int bits = (depth & 0x7F) + 1;
    boolean sign = (depth & 0x80) != 0;
    require(bits <= MAX_PRECISION, bits + " bits a sample");
    require(index == 0 || bits == precision && sign == signed, "components of different depth");
    require(unsignedShort() == 0x0101, "subsampled components");
    precision = bits;
    signed = sign;
  }

  /** Segments up to the given marker, which is consumed. */
  private void readHeader(int last) throws FrameCodecException {
    for (int marker = marker(); marker != last; marker = marker()) {
      require(marker > 0xFF00 && marker != SOT && marker != SOD && marker != EOC, "a lost header");
      int next = bytes.position() + unsignedShort();
      if (marker == COD) {
        readCodingStyle();
      } else if (marker == COC) {
        bytes.position(bytes.position() + (components < 257 ? 1 : 2));
        int style = bytes.get();
        readTransform(style);
      }
      bytes.position(next);
    }
  }

  private void readCodingStyle() throws FrameCodecException {
    int style = bytes.get();
    bytes.get(); // progression order: any
    int layers = unsignedShort();
    require(layers >= 1 && layers <= MAX_LAYERS, layers + " layers");
    colorTransform |= bytes.get() != 0;
    readTransform(style);
    sawCodingStyle = true;
  }

  /** SPcod or SPcoc: levels, code-block size and style, transform, precinct sizes. */
  private void readTransform(int style) throws FrameCodecException {
    int levels = Byte.toUnsignedInt(bytes.get());
    require(levels <= 32, levels + " decomposition levels");
    bytes.position(bytes.position() + 3); // code-block width, height, style: OpenJPEG checks them
    reversible &= bytes.get() == 1;
    if ((style & 1) == 0) {
      return;
    }
    long precincts = 0;
    for (int level = levels; level >= 0; level--) {
      int exponents = bytes.get();
      long across = ceilDivide(columns >> level, 1L << (exponents & 0xF)) + tiles;
      long down = ceilDivide(rows >> level, 1L << (exponents >> 4 & 0xF)) + tiles;
      precincts += Math.min(across * down, MAX_PRECINCTS + 1) * components;
    }
    require(precincts <= MAX_PRECINCTS, "precincts too small for the image");
  }

  /** From behind the first SOT marker to the end; a missing EOC is common and harmless. */
  private void readTileParts() throws FrameCodecException {
    for (int part = 0; part < MAX_TILE_PARTS; part++) {
      int start = bytes.position() - 2;
      require(unsignedShort() == SOT_SEGMENT - 2, "an SOT segment of the wrong length");
      int tile = unsignedShort();
      long length = unsignedInt();
      unsignedShort(); // TPsot and TNsot
      require(tile < tiles, "a tile-part of a tile that is not there");
      readHeader(SOD);
      if (length == 0) {
        return;
      }
      require(length >= bytes.position() - start, "a tile-part shorter than its header");
      require(start + length <= bytes.limit(), "a tile-part that ends beyond the frame");
      bytes.position((int) (start + length));
      if (bytes.remaining() < 2 || marker() != SOT) {
        return;
      }
    }
    throw FrameCodecException.tooLarge("too many tile-parts");
  }

  private int marker() {
    return unsignedShort();
  }

  private int unsignedShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private long unsignedInt() {
    return Integer.toUnsignedLong(bytes.getInt());
  }

  private static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static void require(boolean holds, String fault) throws FrameCodecException {
    if (!holds) {
      throw FrameCodecException.malformed("JPEG 2000 header: " + fault);
    }
  }
}
