package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;

/** Which decoder a transfer syntax wants, and the color space that comes out of it. */
final class FrameDecoders {
  /** Implicit little endian with pixels in big endian, of old GE systems. */
  static final String GE_PRIVATE = "1.2.840.113619.5.2";

  private FrameDecoders() {}

  static FrameDecoder of(TransferSyntax syntax, PixelDescription pixels, FrameCodecPool pool) {
    if (isUncompressed(syntax)) {
      return new NativeFrameDecoder(pixels);
    }
    return switch (syntax.uid()) {
      case UID.RLELossless -> new RleFrameDecoder(pixels);
      case UID.JPEGBaseline8Bit,
          UID.JPEGExtended12Bit,
          UID.JPEGSpectralSelectionNonHierarchical68,
          UID.JPEGFullProgressionNonHierarchical1012,
          UID.JPEGLossless,
          UID.JPEGLosslessSV1 ->
          new JpegFrameDecoder(pixels);
      case UID.JPEGLSLossless, UID.JPEGLSNearLossless -> new JpegLsFrameDecoder(pixels);
      case UID.JPEG2000Lossless,
          UID.JPEG2000,
          UID.HTJ2KLossless,
          UID.HTJ2KLosslessRPCL,
          UID.HTJ2K ->
          new Jpeg2000FrameDecoder(pixels, pool.foreignJpeg2000Decoder());
      default -> new UnsupportedFrameDecoder(syntax.uid());
    };
  }

  /** Photometric Interpretation of decoded frames (PS3.3 C.7.6.3.1.2, PS3.5 8.2.4). */
  static String decodedColor(TransferSyntax syntax, PixelDescription pixels) {
    String stored = pixels.photometricInterpretation();
    return switch (stored) {
      case "YBR_RCT", "YBR_ICT" -> "RGB";
      case "YBR_FULL_422" -> isUncompressed(syntax) ? stored : "YBR_FULL";
      default -> stored;
    };
  }

  private static boolean isUncompressed(TransferSyntax syntax) {
    return !syntax.isEncapsulated()
        || syntax.uid().equals(UID.EncapsulatedUncompressedExplicitVRLittleEndian);
  }

  /** Refuses frame by frame, so that a file can still be opened, stored and passed on. */
  private record UnsupportedFrameDecoder(String transferSyntaxUID) implements FrameDecoder {
    @Override
    public byte[] decode(byte[] stored) throws FrameCodecException {
      throw FrameCodecException.unsupported("no decoder for " + transferSyntaxUID);
    }

    @Override
    public boolean isExact(byte[] stored) {
      return false;
    }
  }
}
