package vn.lienvien.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that nobody waits for, many in one commit. They linger a moment for company unless
 * somebody wants to read. Thread-safe.
 */
final class DeferredWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeferredWork.class);
  private static final int MOST_WAITING = 256;
  private static final int MOST_AT_ONCE = 64;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final int TRIES = 10;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** What is committed, and who is told afterwards, also when it never could be. */
  record Work(Consumer<Transaction> rows, Runnable done) {}

  private final Consumer<Consumer<Transaction>> committing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Work> queue = new ArrayDeque<>();
  private final Thread thread;
  private long added;
  private long applied;
  private long lost;
  private int readers;
  private boolean closed;

  DeferredWork(Consumer<Consumer<Transaction>> committing) {
    this.committing = committing;
    this.thread = Thread.ofPlatform().daemon().name("database-deferred").start(this::run);
  }

  void add(Work work) {
    lock.lock();
    try {
      while (queue.size() >= MOST_WAITING && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        throw new IllegalStateException("the database is closed");
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

  /** Returns when everything that was added before the call is committed. */
  void awaitApplied() {
    lock.lock();
    try {
      long mine = added;
      readers++;
      changed.signalAll();
      while (applied < mine && thread.isAlive()) {
        changed.awaitUninterruptibly();
      }
      readers--;
    } finally {
      lock.unlock();
    }
  }

  /** Throws when some work could never be committed: its rows are missing. */
  void checkComplete() {
    lock.lock();
    try {
      if (lost > 0) {
        throw new IllegalStateException(
            "%d deferred transactions failed: see the log, then start again".formatted(lost));
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (List<Work> batch = next(); !batch.isEmpty(); batch = next()) {
      int failed = commit(batch);
      batch.forEach(work -> work.done().run());
      lock.lock();
      try {
        applied += batch.size();
        lost += failed;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Empty when there is nothing left and nothing will come. */
  private List<Work> next() {
    List<Work> batch = new ArrayList<>();
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

  /** Returns how many could not be committed, each tried on its own when all together failed. */
  private int commit(List<Work> batch) {
    try {
      committing.accept(transaction -> batch.forEach(work -> work.rows().accept(transaction)));
      return 0;
    } catch (RuntimeException together) {
      int failed = 0;
      for (Work work : batch) {
        failed += committed(work) ? 0 : 1;
      }
      return failed;
    }
  }

  private boolean committed(Work work) {
    for (int attempt = 1; ; attempt++) {
      try {
        committing.accept(work.rows());
        return true;
      } catch (RuntimeException e) {
        if (attempt == TRIES) {
          LOG.error("rows cannot be written; they are made again at the next start", e);
          return false;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Commits what is left. */
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
