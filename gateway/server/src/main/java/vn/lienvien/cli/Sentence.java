package vn.lienvien.cli;

/** Says what went wrong to a person at a terminal. */
final class Sentence {
  private Sentence() {}

  /** The failure's own words, or its kind where it has none. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return failure instanceof java.nio.file.NoSuchFileException
        ? "no such file: " + message
        : message;
  }
}
