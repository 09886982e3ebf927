package vn.lienvien.outbox;

import java.util.EnumMap;
import java.util.Map;
import vn.lienvien.model.JobKind;

/** How many more jobs of each kind may run now. Thread-safe. */
final class Room {
  private final Map<JobKind, Integer> free = new EnumMap<>(JobKind.class);

  /** Kinds not named have no handler and are never taken. */
  synchronized void open(JobKind kind, int atOnce) {
    free.put(kind, atOnce);
  }

  synchronized boolean take(JobKind kind) {
    int left = free.getOrDefault(kind, 0);
    if (left > 0) {
      free.put(kind, left - 1);
    }
    return left > 0;
  }

  synchronized void leave(JobKind kind) {
    free.merge(kind, 1, Integer::sum);
  }
}
