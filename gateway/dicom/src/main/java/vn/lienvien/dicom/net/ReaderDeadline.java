package vn.lienvien.dicom.net;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * When the reader of an {@link InboundQueue} has waited long enough. One timer of the event loop
 * serves many waits, because a timed wait of a virtual thread wakes two other threads each time.
 * Guarded by the queue's lock.
 */
final class ReaderDeadline {
  private final ReentrantLock lock;
  private final Condition reader;
  private boolean waiting;
  private boolean passed;
  private long deadline;
  private @Nullable Future<?> timer;
  private long timerAt;

  ReaderDeadline(ReentrantLock lock, Condition reader) {
    this.lock = lock;
    this.reader = reader;
  }

  /** The reader begins to wait. */
  void begin(EventLoop loop, Duration timeout) {
    waiting = true;
    passed = false;
    deadline = System.nanoTime() + timeout.toNanos();
    if (timer == null || timerAt - deadline > 0) {
      arm(loop);
    }
  }

  boolean passed() {
    return passed;
  }

  /** The reader waits no longer; the timer stays for its next wait. */
  void end() {
    waiting = false;
  }

  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void arm(EventLoop loop) {
    cancel();
    timerAt = deadline;
    long delay = Math.max(0, deadline - System.nanoTime());
    timer = loop.schedule(() -> fire(loop), delay, TimeUnit.NANOSECONDS);
  }

  /** On the event loop: a wait that began since the timer was set has time left. */
  private void fire(EventLoop loop) {
    lock.lock();
    try {
      timer = null;
      if (waiting && System.nanoTime() - deadline >= 0) {
        passed = true;
        reader.signal();
      } else if (waiting) {
        arm(loop);
      }
    } finally {
      lock.unlock();
    }
  }
}
