package vn.lienvien.dicom.codec;

import java.util.Map;
import java.util.Optional;
import vn.lienvien.dicom.data.UID;

/**
 * What frames shall become.
 *
 * @param near JPEG-LS near-lossless: how far a sample may be from its original, 1 to 255
 * @param quality JPEG baseline and extended: 1 to 100
 * @param ratio JPEG 2000 with loss: how many times smaller than native, more than 1
 */
public record TranscodeTarget(String transferSyntaxUID, int near, int quality, double ratio) {
  private static final int NEAR = 2;
  private static final int QUALITY = 90;
  private static final double RATIO = 10;

  /** Lossy Image Compression Method of each syntax that loses (PS3.3 C.7.6.1.1.5.1). */
  private static final Map<String, String> LOSSY_METHODS =
      Map.of(
          UID.JPEGBaseline8Bit, "ISO_10918_1",
          UID.JPEGExtended12Bit, "ISO_10918_1",
          UID.JPEGLSNearLossless, "ISO_14495_1",
          UID.JPEG2000, "ISO_15444_1");

  public TranscodeTarget {
    if (near < 1 || near > JpegLsCoding.MAX_NEAR) {
      throw new IllegalArgumentException("near-lossless error: 1 to 255, not " + near);
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality: 1 to 100, not " + quality);
    }
    if (!(ratio > 1 && ratio <= 1000)) {
      throw new IllegalArgumentException("JPEG 2000 ratio: more than 1, to 1000, not " + ratio);
    }
  }

  /** The syntax with a moderate loss, where it loses at all. */
  public static TranscodeTarget of(String transferSyntaxUID) {
    return new TranscodeTarget(transferSyntaxUID, NEAR, QUALITY, RATIO);
  }

  /** Defined Term of the lossy method; empty where nothing is lost. */
  Optional<String> lossyMethod() {
    return Optional.ofNullable(LOSSY_METHODS.get(transferSyntaxUID));
  }
}
