package vn.lienvien.link;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many frames a peer has sent ahead of their parcels and have arrived. An offer overtakes them
 * on another connection, and what lacks is better judged once they are here. Thread-safe.
 */
final class AheadCount {
  /** Longer than the connections of a healthy line lie apart, shorter than sending all again. */
  private static final long PATIENCE_NANOS = Duration.ofMillis(300).toNanos();

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

  /** Waits a little for so many; those that are lost with their connection never come. */
  void await(long sent) {
    lock.lock();
    try {
      long left = PATIENCE_NANOS;
      while (count < sent && left > 0) {
        left = came.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
