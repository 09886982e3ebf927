package vn.lienvien.dicom.net;

import java.time.Duration;

/** Waits for what happens on another thread. */
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Eventually() {}

  /** Repeats the assertion until it holds; its last failure is the test's after a minute. */
  static void that(Runnable assertion) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(20);
      }
    }
  }
}
