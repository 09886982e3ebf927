package vn.lienvien.dicom.codec;

import java.util.Arrays;

/**
 * One sequential DCT scan of 8- or 12-bit samples without subsampling (ISO/IEC 10918-1 F.2), eight
 * lines at a time.
 */
final class DctScanDecoder {
  private static final int LARGEST_SIZE = 15;

  private final JpegScan scan;
  private final byte[] stored;
  private final JpegHeader header;
  private final InverseDct transform;
  private final int[] zigzag = JpegTables.zigzag();
  private final int[] block = new int[JpegTables.BLOCK];
  private final int[] predictions;
  private JpegBitReader bits;

  DctScanDecoder(JpegScan scan, byte[] stored, JpegHeader header) throws FrameCodecException {
    this.scan = scan;
    this.stored = stored;
    this.header = header;
    transform = new InverseDct(header.precision());
    predictions = new int[scan.components().size()];
    bits = scan.bitsFrom(stored, 0);
  }

  void decode(CellWriter cells) throws FrameCodecException {
    int across = Math.ceilDiv(header.columns(), JpegTables.SIDE);
    int components = scan.components().size();
    int[][][] lines = new int[components][JpegTables.SIDE][across * JpegTables.SIDE];
    long unit = 0;
    for (int y = 0; y < header.rows(); y += JpegTables.SIDE) {
      for (int x = 0; x < across; x++, unit++) {
        if (scan.restartsAt(unit)) {
          bits = scan.bitsFrom(stored, unit);
          Arrays.fill(predictions, 0);
        }
        for (int i = 0; i < components; i++) {
          decodeBlock(i);
          transform.apply(block, lines[i], x * JpegTables.SIDE);
        }
      }
      for (int i = 0; i < components; i++) {
        int component = scan.components().get(i).index();
        for (int line = 0; line < JpegTables.SIDE && y + line < header.rows(); line++) {
          cells.line(y + line, component, lines[i][line], 0);
        }
      }
    }
  }

  /** Coefficients of one block, dequantized, row by row. */
  private void decodeBlock(int index) throws FrameCodecException {
    JpegScan.Component component = scan.components().get(index);
    int[] steps = component.quantization();
    Arrays.fill(block, 0);
    int size = component.dc().next(bits);
    if (size > LARGEST_SIZE) {
      throw FrameCodecException.malformed("a DC difference of " + size + " bits");
    }
    predictions[index] += JpegTables.extend(bits.bits(size), size);
    block[0] = predictions[index] * steps[0];
    for (int i = 1; i < JpegTables.BLOCK; i++) {
      int symbol = component.ac().next(bits);
      int zeros = symbol >> 4;
      size = symbol & 0xF;
      if (size == 0 && zeros < LARGEST_SIZE) {
        return; // end of block
      }
      i += zeros;
      if (i >= JpegTables.BLOCK) {
        throw FrameCodecException.malformed("a block of more than 64 coefficients");
      }
      block[zigzag[i]] = JpegTables.extend(bits.bits(size), size) * steps[i];
    }
  }
}
