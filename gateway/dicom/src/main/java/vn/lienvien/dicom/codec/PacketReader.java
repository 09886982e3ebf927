package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets of one layer, and the code-blocks in them (ISO/IEC 15444-1 B.9, B.10). Each
 * resolution is one precinct.
 */
final class PacketReader {
  private static final int FIRST_LENGTH_BITS = 3;

  private final Jpeg2000Coding coding;
  private final byte[] bytes;
  private int at;

  /**
   * A band of one component.
   *
   * @param from index of its first coefficient in the component's plane
   * @param planes bit-planes that the quantization leaves
   */
  record SubBand(CodeBlockDecoder.Band band, int from, int columns, int rows, int planes) {}

  private record Block(SubBand band, int x, int y, int planes, int passes, int length) {}

  PacketReader(Jpeg2000Coding coding) {
    this.coding = coding;
    bytes = coding.packets();
  }

  /**
   * Reads the next packet and decodes its code-blocks.
   *
   * @param plane coefficients of the component, rows of {@code stride}
   */
  void read(List<SubBand> bands, int[] plane, int stride) throws FrameCodecException {
    PacketBits header = new PacketBits(bytes, at, bytes.length);
    List<Block> blocks = new ArrayList<>();
    if (header.bit() == 1) {
      for (SubBand band : bands) {
        readHeader(band, header, blocks);
      }
    }
    at = header.align();
    for (Block block : blocks) {
      if (block.length > bytes.length - at) {
        throw FrameCodecException.malformed("a code-block that ends beyond its packet");
      }
      SubBand band = block.band;
      int columns = Math.min(1 << coding.blockColumns(), band.columns - block.x);
      int rows = Math.min(1 << coding.blockRows(), band.rows - block.y);
      MqDecoder bits = new MqDecoder(bytes, at, at + block.length);
      new CodeBlockDecoder(band.band, columns, rows, bits)
          .decode(
              block.planes, block.passes, plane, band.from + block.y * stride + block.x, stride);
      at += block.length;
    }
  }

  private void readHeader(SubBand band, PacketBits header, List<Block> blocks)
      throws FrameCodecException {
    int across = Math.ceilDiv(band.columns, 1 << coding.blockColumns());
    int down = Math.ceilDiv(band.rows, 1 << coding.blockRows());
    if (across == 0 || down == 0) {
      return;
    }
    TagTree inclusion = new TagTree(across, down);
    TagTree zeroPlanes = new TagTree(across, down);
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        if (!inclusion.isBelow(x, y, 1, header)) {
          continue;
        }
        int zeros = 0;
        while (!zeroPlanes.isBelow(x, y, zeros + 1, header)) {
          zeros++;
          if (zeros > band.planes) {
            throw FrameCodecException.malformed("a code-block of more zero planes than planes");
          }
        }
        int passes = passes(header);
        int lengthBits = FIRST_LENGTH_BITS;
        while (header.bit() == 1) {
          lengthBits++;
        }
        lengthBits += Integer.SIZE - 1 - Integer.numberOfLeadingZeros(passes);
        if (lengthBits > Integer.SIZE - 2) {
          throw FrameCodecException.malformed("a code-block of absurd length");
        }
        int length = header.bits(lengthBits);
        blocks.add(
            new Block(
                band,
                x << coding.blockColumns(),
                y << coding.blockRows(),
                band.planes - zeros,
                passes,
                length));
      }
    }
  }

  /** Table B.4. */
  private static int passes(PacketBits header) throws FrameCodecException {
    if (header.bit() == 0) {
      return 1;
    }
    if (header.bit() == 0) {
      return 2;
    }
    int few = header.bits(2);
    if (few < 3) {
      return 3 + few;
    }
    int more = header.bits(5);
    return more < 31 ? 6 + more : 37 + header.bits(7);
  }
}
