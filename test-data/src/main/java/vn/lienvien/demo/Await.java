package vn.lienvien.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits by asking again, with a limit. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Await() {}

  /**
   * Asks until there is an answer.
   *
   * @throws StageException after the limit, naming what was waited for
   */
  static <T> T answer(String what, Duration limit, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > end) {
        throw new StageException("waited " + limit.toSeconds() + " s in vain for " + what);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
