package vn.lienvien.archive;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Memory for files on their way to the disk: pieces of one size, used again and so many in all.
 * Thread-safe.
 */
final class SlabPool {
  static final int SLAB_BYTES = 1 << 16;

  private final ConcurrentLinkedDeque<byte[]> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger left;

  /**
   * @param bytes at most, all together
   */
  SlabPool(long bytes) {
    this.left = new AtomicInteger((int) (bytes / SLAB_BYTES));
  }

  /** A slab with whatever is in it, the caller's until it gives it back; null when all are out. */
  byte @Nullable [] take() {
    if (left.getAndDecrement() <= 0) {
      left.incrementAndGet();
      return null;
    }
    byte[] slab = free.poll();
    return slab == null ? new byte[SLAB_BYTES] : slab;
  }

  void giveBack(Collection<byte[]> slabs) {
    free.addAll(slabs);
    left.addAndGet(slabs.size());
  }
}
