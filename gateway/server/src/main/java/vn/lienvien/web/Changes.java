package vn.lienvien.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Tells open pages which cases have changed, by id only. Thread-safe. */
final class Changes implements AutoCloseable {
  private static final int MOST_SUBSCRIBERS = 500;

  /** A reader that is further behind than this looks at its whole list anyway. */
  private static final int MOST_REMEMBERED = 1000;

  private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();
  private volatile boolean closed;

  void publish(String caseId) {
    subscriptions.forEach(subscription -> subscription.add(caseId));
  }

  /** Empty when there are too many already. */
  synchronized Optional<Subscription> subscribe() {
    if (closed || subscriptions.size() >= MOST_SUBSCRIBERS) {
      return Optional.empty();
    }
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return Optional.of(subscription);
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets every waiting reader go. */
  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::wake);
  }

  /** What one reader has not heard yet. */
  final class Subscription implements AutoCloseable {
    private final Set<String> pending = new LinkedHashSet<>();

    /** The cases that changed since the last call; none after that much silence. */
    synchronized Set<String> await(Duration patience) throws InterruptedException {
      long end = System.nanoTime() + patience.toNanos();
      while (pending.isEmpty() && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        wait(left);
      }
      Set<String> changed = Set.copyOf(pending);
      pending.clear();
      return changed;
    }

    private synchronized void add(String caseId) {
      if (pending.size() < MOST_REMEMBERED) {
        pending.add(caseId);
      }
      notifyAll();
    }

    private synchronized void wake() {
      notifyAll();
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
