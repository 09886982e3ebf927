package vn.lienvien.hl7;

import java.io.IOException;

/** The peer sent bytes that are not an MLLP block, or one beyond the limits; names no content. */
public final class MllpFramingException extends IOException {
  public MllpFramingException(String message) {
    super(message);
  }
}
