package vn.lienvien.demo;

/** The run on the stage did not go as it must; the message says what a person should look at. */
final class StageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StageException(String message) {
    super(message);
  }

  StageException(String message, Throwable cause) {
    super(message, cause);
  }
}
