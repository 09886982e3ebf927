package vn.lienvien.dicom.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Long requests of the other side being served, each on a virtual thread of its own so that the
 * association keeps reading and sees a C-CANCEL. Started by the association's thread only.
 */
final class Operations {
  /**
   * Above any window we agree to; a request that comes while the one before is just ending is not
   * held against the peer.
   */
  private static final int LIMIT = 32;

  private final Map<Integer, Cancellation> running = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** What a request does; must answer and not throw. */
  interface Task {
    void run(Cancellation cancellation);
  }

  /** Starts a task, unless the peer has far more outstanding than was negotiated. */
  boolean start(String name, int messageID, Task task) {
    if (count.incrementAndGet() > LIMIT) {
      count.decrementAndGet();
      return false;
    }
    Cancellation cancellation = new Cancellation();
    running.put(messageID, cancellation);
    Thread unused =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                task.run(cancellation);
              } finally {
                running.remove(messageID, cancellation);
                count.decrementAndGet();
              }
            });
    return true;
  }

  void cancel(int messageID) {
    Cancellation cancellation = running.get(messageID);
    if (cancellation != null) {
      cancellation.cancel();
    }
  }

  void cancelAll() {
    running.values().forEach(Cancellation::cancel);
  }

  boolean isIdle() {
    return count.get() == 0;
  }
}
