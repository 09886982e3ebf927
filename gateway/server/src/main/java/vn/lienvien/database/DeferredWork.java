package vn.lienvien.database;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that nobody waits for, many in one commit. They linger a moment for company unless
 * somebody wants to read. While the database is unavailable they are tried again, however long that
 * is; who would have to wait for them is told so instead. Thread-safe.
 */
final class DeferredWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeferredWork.class);
  private static final int MOST_WAITING = 256;
  private static final int MOST_AT_ONCE = 64;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  /**
   * How long others wait for a database that fails.
   *
   * @param pause between two tries
   * @param longest from the first failure until those who wait are told
   */
  record Patience(Duration pause, Duration longest) {
    static final Patience DEFAULT = new Patience(Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  private final Consumer<Consumer<Transaction>> committing;
  private final Patience patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Deferral> queue = new ArrayDeque<>();
  private final Thread thread;
  private long added;
  private long applied;
  private int readers;
  private @Nullable Throwable stuck;
  private boolean closed;
  private boolean ended;

  DeferredWork(Consumer<Consumer<Transaction>> committing, Patience patience) {
    this.committing = committing;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name("database-deferred").start(this::run);
  }

  void add(Deferral work) {
    lock.lock();
    try {
      while (queue.size() >= MOST_WAITING && !closed) {
        awaitChange();
      }
      if (closed) {
        throw new DatabaseUnavailableException("the database is closed");
      }
      queue.add(work);
      added++;
      if (queue.size() == 1 || queue.size() >= MOST_AT_ONCE) { // else it lingers anyhow
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns when everything that was added before the call is committed or refused. */
  void awaitApplied() {
    lock.lock();
    try {
      long mine = added;
      readers++;
      changed.signalAll();
      while (applied < mine) {
        awaitChange();
      }
    } finally {
      readers--;
      lock.unlock();
    }
  }

  private void awaitChange() {
    if (stuck != null) {
      throw new DatabaseUnavailableException(
          "rows wait for a database that cannot be written: is the disk full? Work goes on when it"
              + " is not",
          stuck);
    }
    if (ended) {
      throw new DatabaseUnavailableException("the database was closed before rows were written");
    }
    changed.awaitUninterruptibly();
  }

  private void run() {
    try {
      boolean going = true;
      for (List<Deferral> batch = next(); going && !batch.isEmpty(); batch = next()) {
        going = commit(batch);
        if (going) {
          applied(batch.size());
        }
      }
    } finally {
      lock.lock();
      ended = true;
      changed.signalAll();
      lock.unlock();
    }
  }

  private void applied(int count) {
    lock.lock();
    try {
      applied += count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Empty when there is nothing left and nothing will come. */
  private List<Deferral> next() {
    List<Deferral> batch = new ArrayList<>();
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      long left = LINGER_NANOS;
      while (readers == 0 && queue.size() < MOST_AT_ONCE && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      while (!queue.isEmpty() && batch.size() < MOST_AT_ONCE) {
        batch.add(queue.remove());
      }
      changed.signalAll();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
    return batch;
  }

  /** False when it was closed while the database was unavailable; then nobody is told. */
  private boolean commit(List<Deferral> batch) {
    long since = System.nanoTime();
    while (true) {
      Throwable failure = tried(batch);
      if (failure == null) {
        stuck(null);
        batch.forEach(Deferral::committed);
        return true;
      }
      if (!(failure instanceof IOException) && !DatabaseException.mayPass(failure)) {
        return refused(batch, failure);
      }
      if (System.nanoTime() - since > patience.longest().toNanos()) {
        stuck(failure);
      }
      if (closedAfterAPause()) {
        LOG.error("rows could not be written before the end", failure);
        return false;
      }
    }
  }

  private @Nullable Throwable tried(List<Deferral> batch) {
    try {
      for (Deferral work : batch) {
        work.prepare();
      }
      committing.accept(transaction -> batch.forEach(work -> work.rows(transaction)));
      return null;
    } catch (IOException | RuntimeException | Error e) {
      return e;
    }
  }

  /** Together with others each may suffer from another's fault: each is tried on its own. */
  private boolean refused(List<Deferral> batch, Throwable why) {
    if (batch.size() == 1) {
      batch.getFirst().refused(why);
      return true;
    }
    return batch.stream().allMatch(work -> commit(List.of(work)));
  }

  private void stuck(@Nullable Throwable why) {
    lock.lock();
    try {
      if (why != null && stuck == null) {
        LOG.error("rows wait for a database that cannot be written", why);
      } else if (why == null && stuck != null) {
        LOG.info("the database can be written again");
      }
      stuck = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean closedAfterAPause() {
    lock.lock();
    try {
      long left = patience.pause().toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  /** Commits what is left, if that is possible at once. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
