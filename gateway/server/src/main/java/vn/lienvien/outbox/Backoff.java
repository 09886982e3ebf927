package vn.lienvien.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the n-th failure: doubling from the first delay to the cap, less up to a
 * fifth at random so that what failed together does not come back together.
 */
public record Backoff(Duration first, Duration cap) {
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  public Duration after(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.clamp(failures - 1, 0, 30);
    long millis = Math.min(doubled, cap.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 5 + 1));
  }
}
