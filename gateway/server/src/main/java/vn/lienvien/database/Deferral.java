package vn.lienvien.database;

/**
 * Rows that are committed soon and by somebody else. All three methods run on the committing
 * thread, so they return at once and ask the database nothing but {@link #rows}.
 */
public interface Deferral {
  /** Writes the rows; may run several times. */
  void rows(Transaction transaction);

  /** The rows are committed, though perhaps not on the disk yet. */
  void committed();

  /** The rows are not written and never will be: whoever deferred them has to do without. */
  void refused(Throwable why);
}
