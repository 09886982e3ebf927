package vn.lienvien.archive;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may be held in memory by all together. Thread-safe. */
final class MemoryBudget {
  private final AtomicLong left;

  MemoryBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Whether there is room for so much more; then it is the caller's until it is given back. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
