package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Frames to JPEG-LS, lossless or with a bounded error (PS3.5 A.4.3): one scan, components
 * alternating by line, default thresholds.
 *
 * @param precision bits of a cell that are coded, 2 to 16
 * @param near how far a sample may be from its original; 0 is lossless
 */
record JpegLsFrameEncoder(PixelDescription pixels, int precision, int near)
    implements FrameEncoder {
  private static final int ONE_LINE = 1;

  @Override
  public byte[] encode(byte[] frame) throws FrameCodecException {
    int components = pixels.samplesPerPixel();
    JpegLsCoding coding = JpegLsCoding.of((1 << precision) - 1, near);
    JpegLsBitWriter bits = new JpegLsBitWriter(frame.length / 2);
    JpegLsScanEncoder scan = new JpegLsScanEncoder(coding, bits, pixels.columns(), components);
    CellReader cells = new CellReader(frame, pixels, precision);
    int[] line = new int[pixels.columns() + 2];
    for (int y = 0; y < pixels.rows(); y++) {
      for (int i = 0; i < components; i++) {
        cells.line(y, i, line, 1);
        line = scan.encode(i, line);
      }
    }
    return stream(bits.finish());
  }

  private byte[] stream(byte[] coded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(coded.length + 64);
    DataOutputStream out = new DataOutputStream(bytes);
    int components = pixels.samplesPerPixel();
    try {
      out.writeShort(0xFFD8); // SOI
      out.writeShort(0xFFF7); // SOF55
      out.writeShort(8 + 3 * components);
      out.writeByte(precision);
      out.writeShort(pixels.rows());
      out.writeShort(pixels.columns());
      out.writeByte(components);
      for (int i = 1; i <= components; i++) {
        out.writeByte(i);
        out.writeByte(0x11); // not subsampled
        out.writeByte(0);
      }
      out.writeShort(0xFFDA); // SOS
      out.writeShort(6 + 2 * components);
      out.writeByte(components);
      for (int i = 1; i <= components; i++) {
        out.writeShort(i << Byte.SIZE); // no mapping table
      }
      out.writeByte(near);
      out.writeByte(components == 1 ? 0 : ONE_LINE);
      out.writeByte(0); // no point transform
      out.write(coded);
      out.writeShort(0xFFD9); // EOI
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
