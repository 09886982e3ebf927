package vn.lienvien.database;

import java.io.IOException;

/**
 * Rows that are committed soon and by somebody else. All methods run on the committing thread, so
 * they return soon and ask the database nothing but {@link #rows}.
 */
public interface Deferral {
  /**
   * Does what must be done before the rows can be seen; once it has returned it has nothing to do
   * when it is called again. While it throws, nothing is committed, and it is tried again.
   */
  default void prepare() throws IOException {}

  /** Writes the rows; may run several times. */
  void rows(Transaction transaction);

  /** The rows are committed, though perhaps not on the disk yet. */
  void committed();

  /** The rows are not written and never will be: whoever deferred them has to do without. */
  void refused(Throwable why);
}
