package vn.lienvien.consult;

/** A peer's text is not what the protocol says; the message names the field, never its value. */
public final class EnvelopeException extends IllegalArgumentException {
  EnvelopeException(String message) {
    super(message);
  }
}
