package vn.lienvien.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/**
 * The database refused a statement. The message names the error by number only: H2 and jdbi quote
 * the values they were given, and those may be a patient's.
 */
public final class DatabaseException extends RuntimeException {
  private DatabaseException(String message, StackTraceElement[] where) {
    super(message);
    setStackTrace(where);
  }

  /** The same failure as it may be logged; what does not come from the database stays as it is. */
  static RuntimeException withoutValues(RuntimeException thrown) {
    if (!(thrown instanceof JdbiException)) {
      return thrown;
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return new DatabaseException(
            "the database refused a statement: SQLSTATE %s, error %d"
                .formatted(e.getSQLState(), e.getErrorCode()),
            thrown.getStackTrace());
      }
    }
    return new DatabaseException(
        "the database refused a statement: " + thrown.getClass().getSimpleName(),
        thrown.getStackTrace());
  }
}
