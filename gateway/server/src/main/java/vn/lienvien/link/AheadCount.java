package vn.lienvien.link;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many frames a peer has sent ahead of their parcels and have arrived. An offer overtakes them
 * on another connection, and what lacks is better judged once they are here. Thread-safe.
 */
final class AheadCount {
  /** When nothing has come for so long, what lacks is on a connection that stands or is lost. */
  private static final long QUIET_NANOS = Duration.ofMillis(300).toNanos();

  /** In all; what is under way is worth less than this of a thin line. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private long count;

  void add() {
    lock.lock();
    try {
      count++;
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The peer is another process and counts from the beginning. */
  void startOver() {
    lock.lock();
    try {
      count = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for so many while they come; those that are lost with their connection never do. */
  void await(long sent) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    lock.lock();
    try {
      boolean coming = true;
      while (count < sent && coming && System.nanoTime() < end) {
        coming = came.awaitNanos(QUIET_NANOS) > 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
