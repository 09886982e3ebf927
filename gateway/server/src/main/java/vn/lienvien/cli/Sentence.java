package vn.lienvien.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong to a person at a terminal. */
final class Sentence {
  private Sentence() {}

  /** The failure's own words, or its kind where it has none. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    // these have no words of their own, only the file
    return switch (failure) {
      case NoSuchFileException missing -> "no such file or directory: " + missing.getFile();
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case FileAlreadyExistsException there -> "there is something already: " + there.getFile();
      case FileSystemException other when other.getReason() == null ->
          "not possible with " + other.getFile();
      default -> message;
    };
  }
}
