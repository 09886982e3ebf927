package vn.lienvien.peer;

import java.time.Duration;

/** Waits for what happens on another thread or in another process. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  /** Repeats the assertion until it holds; its last failure is the test's. */
  public static void that(Assertion assertion) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(20);
      }
    }
  }

  /** What shall hold at last. */
  @FunctionalInterface
  public interface Assertion {
    void check() throws InterruptedException;
  }
}
