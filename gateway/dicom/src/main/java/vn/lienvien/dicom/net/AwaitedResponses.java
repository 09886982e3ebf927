package vn.lienvien.dicom.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The responses that futures wait for, and what is done when the oldest does not come in time. One
 * timer serves them all: a timer for each would wake its thread twice for every object sent.
 */
final class AwaitedResponses {
  /** Does a step later, on whatever thread. */
  interface Timer {
    void after(Duration delay, Runnable step);
  }

  private record Awaited(Future<?> response, long deadline) {}

  private final Timer timer;
  private final LongSupplier nanoTime;
  private final Duration timeout;
  private final Runnable missing;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Awaited> awaited = new ArrayDeque<>();
  private boolean armed;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   * @param timeout how long a response may take
   * @param missing done once a response took longer
   */
  AwaitedResponses(Timer timer, LongSupplier nanoTime, Duration timeout, Runnable missing) {
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.timeout = timeout;
    this.missing = missing;
  }

  /** The response to what was just sent. */
  void add(Future<?> response) {
    boolean first;
    lock.lock();
    try {
      forgetWhatCame();
      awaited.add(new Awaited(response, nanoTime.getAsLong() + timeout.toNanos()));
      first = !armed;
      armed = true;
    } finally {
      lock.unlock();
    }
    if (first) {
      timer.after(timeout, this::check);
    }
  }

  private void check() {
    long left;
    lock.lock();
    try {
      forgetWhatCame();
      armed = !awaited.isEmpty();
      if (!armed) {
        return;
      }
      left = awaited.getFirst().deadline() - nanoTime.getAsLong();
    } finally {
      lock.unlock();
    }
    if (left > 0) {
      timer.after(Duration.ofNanos(left), this::check);
    } else {
      missing.run();
    }
  }

  private void forgetWhatCame() {
    while (!awaited.isEmpty() && awaited.getFirst().response().isDone()) {
      awaited.removeFirst();
    }
  }
}
