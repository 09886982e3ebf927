package vn.lienvien.archive;

import java.io.IOException;

/**
 * Watches an instance on its way to the disk. The gateway runs with {@link #UNWATCHED}; crash tests
 * kill the process at a step, others let the disk fill.
 */
public interface StoreSteps {
  StoreSteps UNWATCHED = _ -> {};

  /** What has just been done. */
  enum Step {
    READ,
    /** Bytes and identity of a small instance are on the disk in the journal. */
    JOURNALED,
    /** It has its name; neither name nor file forced. */
    NAMED,
    /** Its rows will be committed; nobody waits for that. */
    DEFERRED,
    FILE_FORCED,
    RENAMED,
    DIRECTORY_FORCED,
    /** Inside the transaction, rows written, not committed. */
    ROWS_WRITTEN,
    COMMITTED
  }

  void reached(Step step) throws IOException;
}
