package vn.lienvien.link;

import java.time.Duration;

/** How long a parcel rests after it failed again: 2 s, 4 s, 8 s, and so on to five minutes. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 10;

  private Backoff() {}

  /** The pause after so many failures in a row, at least one. */
  static Duration after(int failures) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
