package vn.lienvien.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/**
 * The database refused a statement. The message names the error by number only: H2 and jdbi quote
 * the values they were given, and those may be a patient's.
 */
public final class DatabaseException extends RuntimeException {
  private final boolean refusal;

  private DatabaseException(String message, boolean refusal, StackTraceElement[] where) {
    super(message);
    this.refusal = refusal;
    setStackTrace(where);
  }

  /**
   * Whether the same work may succeed later: always where the database was unavailable, never where
   * it refused the values themselves (SQLSTATE class 22, data; 23, constraints) or where something
   * else than the database failed.
   */
  public static boolean mayPass(Throwable thrown) {
    return thrown instanceof DatabaseUnavailableException
        || thrown instanceof OutOfMemoryError
        || thrown instanceof DatabaseException e && !e.refusal;
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
            isRefusal(String.valueOf(e.getSQLState())),
            thrown.getStackTrace());
      }
    }
    return new DatabaseException(
        "the database refused a statement: " + thrown.getClass().getSimpleName(),
        true,
        thrown.getStackTrace());
  }

  private static boolean isRefusal(String sqlState) {
    return sqlState.startsWith("22") || sqlState.startsWith("23");
  }
}
