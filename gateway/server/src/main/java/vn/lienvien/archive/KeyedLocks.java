package vn.lienvien.archive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One lock per name, there only while someone holds or wants it. Thread-safe. */
final class KeyedLocks {
  /** Held, until it is closed, by the thread that got it. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Entry {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Held lock(String name) {
    Entry entry = java.util.Objects.requireNonNull(entries.compute(name, (_, e) -> joined(e)));
    entry.lock.lock();
    return () -> {
      entry.lock.unlock();
      entries.computeIfPresent(name, (_, e) -> left(e));
    };
  }

  private static Entry joined(@Nullable Entry entry) {
    Entry joined = entry == null ? new Entry() : entry;
    joined.users++;
    return joined;
  }

  private static @Nullable Entry left(Entry entry) {
    entry.users--;
    return entry.users == 0 ? null : entry;
  }
}
