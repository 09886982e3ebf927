package vn.lienvien.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties full segments one after another, on a thread of its own: what they hold is forced where
 * it belongs, then they are erased. What fails is tried again, since a full disk has room some day,
 * and at the latest by the next start. Thread-safe.
 */
final class JournalCheckpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalCheckpoint.class);

  /** Forces the files and rows of a segment to the disk. */
  @FunctionalInterface
  interface Emptying {
    void force(JournalSegment segment) throws IOException;
  }

  private final Emptying emptying;
  private final Consumer<JournalSegment> emptied;
  private final long pauseNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<JournalSegment> full = new ArrayDeque<>();
  private final Thread thread;
  private boolean failing;
  private boolean closed;

  JournalCheckpoint(Emptying emptying, Consumer<JournalSegment> emptied, Duration pause) {
    this.emptying = emptying;
    this.emptied = emptied;
    this.pauseNanos = pause.toNanos();
    this.thread = Thread.ofPlatform().daemon().name("archive-checkpoint").start(this::run);
  }

  void add(JournalSegment segment) {
    lock.lock();
    try {
      full.add(segment);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (JournalSegment segment = next(); segment != null; segment = next()) {
      if (empties(segment)) {
        emptied.accept(segment);
      } else {
        postpone(segment);
      }
    }
  }

  /** Null when nothing is left and nothing will come. */
  private @Nullable JournalSegment next() {
    lock.lock();
    try {
      long left = failing ? pauseNanos : 0;
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      while (full.isEmpty() && !closed) {
        changed.await();
      }
      return full.poll();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  private boolean empties(JournalSegment segment) {
    segment.awaitReleased();
    try {
      emptying.force(segment);
      segment.erase();
      if (failing) {
        LOG.info("what the journal holds can be forced to its place again");
      }
      failing = false;
      return true;
    } catch (IOException | RuntimeException | Error e) {
      if (!failing) {
        LOG.error("what the journal holds cannot be forced to its place: look at the disk", e);
      }
      failing = true;
      return false;
    }
  }

  private void postpone(JournalSegment segment) {
    lock.lock();
    try {
      if (closed) {
        LOG.error("a part of the journal stays until the next start");
      } else {
        full.add(segment);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Empties what is left, if that is possible at once, and ends. */
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
