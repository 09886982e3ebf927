package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.codec.JpegLsHeader.Scan;

/**
 * JPEG-LS lossless and near-lossless (PS3.5 A.4.3, ISO/IEC 14495-1): 2 to 16 bits, 1 to 4
 * components, interleaved by line, by sample or not at all.
 */
record JpegLsFrameDecoder(PixelDescription pixels) implements FrameDecoder {

  @Override
  public byte[] decode(byte[] stored) throws FrameCodecException {
    JpegLsHeader header = JpegLsHeader.parse(stored);
    header.requireSame(pixels);
    CellWriter cells = new CellWriter(pixels, header.precision());
    for (Scan scan : header.scans()) {
      JpegLsScanDecoder decoder = new JpegLsScanDecoder(scan, stored, header.columns());
      for (int y = 0; y < header.rows(); y++) {
        int[][] lines = decoder.nextLine();
        for (int i = 0; i < lines.length; i++) {
          cells.line(y, scan.firstComponent() + i, lines[i], 1);
        }
      }
    }
    return cells.frame();
  }

  /** Near-lossless decoding is defined to the bit too, but its original is not what comes out. */
  @Override
  public boolean isExact(byte[] stored) throws FrameCodecException {
    return JpegLsHeader.parse(stored).lossless();
  }
}
