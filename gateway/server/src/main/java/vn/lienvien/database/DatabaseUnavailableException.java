package vn.lienvien.database;

/** The database cannot be read or written now, as on a full disk; the same may succeed later. */
public final class DatabaseUnavailableException extends IllegalStateException {
  DatabaseUnavailableException(String message) {
    super(message);
  }

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
