package vn.lienvien.dicom.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a JPEG 2000 codestream says of itself before it is decoded (ISO/IEC 15444-1 A.5.1 SIZ, A.6.1
 * COD), with every number that a decoder allocates by held to a bound.
 *
 * @param precision bits per sample, the same for every component
 * @param reversible whether every tile uses the reversible 5-3 transform, so that decoding is
 *     defined to the bit
 * @param colorTransform whether a multiple component transform is undone while decoding
 */
record Jpeg2000Codestream(
    int columns,
    int rows,
    int components,
    int precision,
    boolean signed,
    boolean reversible,
    boolean colorTransform) {

  private static final int BOX_JP2_SIGNATURE = 0x6A502020;
  private static final int BOX_CODESTREAM = 0x6A703263;

  /**
   * The codestream itself: as it is, or out of the JP2 file that some modalities wrongly put around
   * it (PS3.5 A.4.4).
   */
  static byte[] unwrap(byte[] encoded) throws FrameCodecException {
    if (encoded.length < 12 || ByteBuffer.wrap(encoded).getInt(4) != BOX_JP2_SIGNATURE) {
      return encoded;
    }
    ByteBuffer boxes = ByteBuffer.wrap(encoded);
    while (boxes.remaining() >= 8) {
      int start = boxes.position();
      long length = Integer.toUnsignedLong(boxes.getInt());
      int type = boxes.getInt();
      if (type == BOX_CODESTREAM && length != 1) {
        int end = length == 0 ? encoded.length : (int) Math.min(encoded.length, start + length);
        return Arrays.copyOfRange(encoded, start + 8, Math.max(start + 8, end));
      }
      if (length < 8 || start + length > encoded.length) {
        break;
      }
      boxes.position((int) (start + length));
    }
    throw FrameCodecException.malformed("a JP2 file without a codestream box");
  }

  static Jpeg2000Codestream parse(byte[] codestream) throws FrameCodecException {
    return new Jpeg2000HeaderReader(codestream).read();
  }

  /**
   * The format to decode into.
   *
   * @throws FrameCodecException when the codestream and the data set do not describe the same frame
   */
  Jpeg2000Format formatFor(PixelDescription pixels) throws FrameCodecException {
    new CodedFrame("codestream", rows, columns, components, precision).requireSame(pixels);
    return new Jpeg2000Format(
        rows,
        columns,
        components,
        pixels.bitsAllocated(),
        precision,
        pixels.signed(),
        colorTransform);
  }
}
