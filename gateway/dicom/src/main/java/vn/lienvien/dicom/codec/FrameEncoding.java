package vn.lienvien.dicom.codec;

import java.io.IOException;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/**
 * The encoder that a transfer syntax wants for certain frames, and the color space it stores them
 * in.
 */
record FrameEncoding(FrameEncoder encoder, String photometricInterpretation) {
  private static final int MAX_JPEG_PRECISION = 16;

  /**
   * @throws FrameCodecException UNSUPPORTED with the reason when the syntax cannot hold the frames
   */
  static FrameEncoding of(
      TranscodeTarget target, DicomFile file, Frames frames, FrameCodecPool pool)
      throws IOException {
    Suitability.require(file, frames);
    PixelDescription pixels = frames.decodedDescription();
    String color = pixels.photometricInterpretation();
    return switch (target.transferSyntaxUID()) {
      case UID.RLELossless -> new FrameEncoding(new RleFrameEncoder(pixels), color);
      case UID.JPEGLossless, UID.JPEGLosslessSV1 -> {
        int precision = losslessPrecision(frames, pool);
        yield new FrameEncoding(new JpegLosslessFrameEncoder(pixels, precision), color);
      }
      case UID.JPEGLSLossless -> {
        int precision = losslessPrecision(frames, pool);
        yield new FrameEncoding(new JpegLsFrameEncoder(pixels, precision, 0), color);
      }
      case UID.JPEGLSNearLossless -> {
        requireLossy(pixels, false);
        int precision = jpegPrecision(frames, pool);
        int near = Math.min(target.near(), ((1 << precision) - 1) / 2);
        yield new FrameEncoding(new JpegLsFrameEncoder(pixels, precision, near), color);
      }
      case UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit -> dct(target, pixels);
      case UID.JPEG2000Lossless, UID.JPEG2000 -> jpeg2000(target, frames, pool);
      default ->
          throw FrameCodecException.unsupported("no encoder for " + target.transferSyntaxUID());
    };
  }

  /**
   * As many bits as make a decoder give cells of this size: DCMTK and GDCM take streams of up to
   * eight bits for cells of eight, and refuse those of fewer than eight or mix up their size.
   */
  private static int losslessPrecision(Frames frames, FrameCodecPool pool) throws IOException {
    int least = frames.description().bitsAllocated() == Byte.SIZE ? Byte.SIZE : Byte.SIZE + 1;
    return Math.max(least, jpegPrecision(frames, pool));
  }

  /**
   * Whole cells where they are signed: these streams know no sign, and decoders would leave the
   * bits above a smaller precision zero.
   */
  private static int jpegPrecision(Frames frames, FrameCodecPool pool) throws IOException {
    PixelDescription pixels = frames.description();
    if (pixels.bitsAllocated() > MAX_JPEG_PRECISION) {
      // PS3.5 8.2.1 and 8.2.3 know cells of 8 and 16 bits only; DCMTK and GDCM take no others
      throw FrameCodecException.unsupported(pixels.bitsAllocated() + " bits allocated");
    }
    int precision = pixels.signed() ? pixels.bitsAllocated() : Suitability.precision(frames, pool);
    if (precision == 1) {
      precision = pixels.bitsAllocated();
    }
    if (precision > MAX_JPEG_PRECISION) {
      throw FrameCodecException.unsupported(precision + " bits a sample");
    }
    return precision;
  }

  private static FrameEncoding jpeg2000(TranscodeTarget target, Frames frames, FrameCodecPool pool)
      throws IOException {
    PixelDescription pixels = frames.decodedDescription();
    Jpeg2000Format format = Jpeg2000Choice.format(pixels, Suitability.precision(frames, pool));
    Jpeg2000Encoder encoder = pool.jpeg2000Encoder();
    if (target.lossyMethod().isEmpty()) {
      String color = format.colorTransform() ? "YBR_RCT" : pixels.photometricInterpretation();
      return new FrameEncoding(frame -> encoder.encode(frame, format), color);
    }
    requireLossy(pixels, true);
    String color = format.colorTransform() ? "YBR_ICT" : pixels.photometricInterpretation();
    return new FrameEncoding(frame -> encoder.encode(frame, format, target.ratio()), color);
  }

  /**
   * Eight or twelve bits exactly: with fewer stored, a lossy sample could come back larger than
   * Bits Stored allows (PS3.5 8.2.1).
   */
  private static FrameEncoding dct(TranscodeTarget target, PixelDescription pixels)
      throws FrameCodecException {
    requireLossy(pixels, false);
    int precision = pixels.bitsStored();
    boolean eight = pixels.bitsAllocated() == 8 && precision == 8;
    boolean twelve =
        pixels.bitsAllocated() == 16
            && precision == 12
            && pixels.highBit() == 11
            && pixels.samplesPerPixel() == 1
            && target.transferSyntaxUID().equals(UID.JPEGExtended12Bit);
    if (!eight && !twelve) {
      throw FrameCodecException.unsupported(
          "JPEG of %d bits in %d".formatted(precision, pixels.bitsAllocated()));
    }
    String color =
        pixels.samplesPerPixel() == 1 ? pixels.photometricInterpretation() : "YBR_FULL_422";
    return new FrameEncoding(new JpegDctFrameEncoder(pixels, precision, target.quality()), color);
  }

  /** Indices of a palette mean nothing to their neighbors; signs do not survive as cells. */
  private static void requireLossy(PixelDescription pixels, boolean signedToo)
      throws FrameCodecException {
    if (pixels.photometricInterpretation().equals("PALETTE COLOR")) {
      throw FrameCodecException.unsupported("a palette with loss");
    }
    if (pixels.signed() && !signedToo) {
      throw FrameCodecException.unsupported("signed pixels with loss");
    }
  }
}
