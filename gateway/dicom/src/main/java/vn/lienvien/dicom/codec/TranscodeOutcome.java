package vn.lienvien.dicom.codec;

/**
 * What became of a file that was to be compressed; the caller's view is one switch without default.
 */
public sealed interface TranscodeOutcome {
  /** {@link FramesDigest} of the original; empty where it has none. */
  String framesDigest();

  /**
   * The target holds the same pixels in JPEG 2000 lossless, proved frame by frame.
   *
   * @param before bytes of the source file
   * @param after bytes of the target file
   */
  record Compressed(String framesDigest, long before, long after) implements TranscodeOutcome {}

  /**
   * There is no target: the source travels as it is.
   *
   * @param detail for the log and the operator; no patient data
   */
  record Unchanged(Reason reason, String framesDigest, String detail) implements TranscodeOutcome {}

  /** Why a file stays as it is. */
  enum Reason {
    /** Nothing to compress. */
    NO_PIXELS,
    /** So few pixels that compressing gains nothing. */
    SMALL,
    /** Already in fragments, lossless or lossy: never decompressed to be compressed again. */
    ALREADY_COMPRESSED,
    /**
     * The codec refuses, the frames do not come back equal, or the file would not become smaller.
     */
    NOT_COMPRESSIBLE
  }
}
