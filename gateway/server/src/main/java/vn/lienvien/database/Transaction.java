package vn.lienvien.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One open transaction; belongs to the thread that {@link Database#transact} runs it on. */
public final class Transaction {
  private final Handle handle;
  private final Instant startedAt;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Handle handle, Instant startedAt) {
    this.handle = handle;
    this.startedAt = startedAt;
  }

  /** For the rooms that own tables. */
  public Handle handle() {
    return handle;
  }

  /** The one time that rows of this transaction carry. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Runs once the transaction is on the disk; not at all when it rolls back. */
  public void afterCommit(Runnable effect) {
    afterCommit.add(effect);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
