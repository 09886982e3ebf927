package vn.lienvien.dicom.codec;

import java.io.IOException;

/**
 * A frame that could not be decoded or encoded, with the kind of refusal; names no patient data.
 */
public final class FrameCodecException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why a frame was refused; none of them is cured by trying again. */
  public enum Refusal {
    /** No decoder here for this transfer syntax or this variant of it. */
    UNSUPPORTED,
    /** The bytes break the rules of their own format. */
    MALFORMED,
    /**
     * The bytes are well formed but say something else than the data set (size, samples, depth).
     */
    MISMATCHED,
    /** A dimension, a length or an expansion beyond the configured bound. */
    TOO_LARGE,
    /** The process that decoded it died of the frame, or had to be stopped. */
    DECODER_FAILED
  }

  private final Refusal refusal;

  FrameCodecException(Refusal refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  FrameCodecException(Refusal refusal, String message, Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  static FrameCodecException unsupported(String message) {
    return new FrameCodecException(Refusal.UNSUPPORTED, message);
  }

  static FrameCodecException malformed(String message) {
    return new FrameCodecException(Refusal.MALFORMED, message);
  }

  static FrameCodecException mismatched(String message) {
    return new FrameCodecException(Refusal.MISMATCHED, message);
  }

  static FrameCodecException tooLarge(String message) {
    return new FrameCodecException(Refusal.TOO_LARGE, message);
  }
}
