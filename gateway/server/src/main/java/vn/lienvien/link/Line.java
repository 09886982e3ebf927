package vn.lienvien.link;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What one link has measured of its line. Thread-safe; times are {@code System.nanoTime()}. */
final class Line {
  /** After so long an old least round trip is forgotten: routes change. */
  private static final long FORGET_NANOS = Duration.ofMinutes(5).toNanos();

  /** An idle line that shows nothing else so many times in a row has become longer. */
  private static final int SURE = 3;

  /** Pings come several times in this while content moves. */
  private static final long TOLD_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long DOUBT_NANOS = Duration.ofMillis(20).toNanos();

  private static final long UNMEASURED = Duration.ofMillis(200).toNanos();

  private final RateMeter sending = new RateMeter();
  private final RateMeter receiving = new RateMeter();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private long leastNanos;
  private long nextLeastNanos;
  private long leastSinceNanos;
  private long smoothedNanos;
  private long longerNanos = Long.MAX_VALUE;
  private int longer;
  private long queueNanos = Long.MAX_VALUE;
  private long queuedAtNanos;

  void sent(long bytes) {
    sentBytes.add(bytes);
  }

  /** Bytes whose arrival the peer has confirmed. */
  void arrived(long bytes, long nowNanos) {
    sending.add(bytes, nowNanos);
  }

  void received(long bytes, long nowNanos) {
    receivedBytes.add(bytes);
    receiving.add(bytes, nowNanos);
  }

  /** The round trip of a ping or of a piece. */
  synchronized void trip(long tripNanos, long nowNanos) {
    if (leastNanos == 0) {
      leastNanos = tripNanos;
      nextLeastNanos = tripNanos;
      leastSinceNanos = nowNanos;
      smoothedNanos = tripNanos;
    }
    smoothedNanos += (tripNanos - smoothedNanos) / 8;
    nextLeastNanos = Math.min(nextLeastNanos, tripNanos);
    if (nowNanos - leastSinceNanos > FORGET_NANOS) {
      leastNanos = nextLeastNanos;
      nextLeastNanos = tripNanos;
      leastSinceNanos = nowNanos;
    }
    leastNanos = Math.min(leastNanos, tripNanos);
  }

  /** The round trip of a ping that nothing of ours was in the way of. */
  synchronized void idleTrip(long tripNanos) {
    if (leastNanos == 0 || tripNanos < leastNanos * 3 / 2 + DOUBT_NANOS) {
      longer = 0;
      longerNanos = Long.MAX_VALUE;
      return;
    }
    longerNanos = Math.min(longerNanos, tripNanos);
    if (++longer >= SURE) {
      leastNanos = longerNanos;
      nextLeastNanos = longerNanos;
      smoothedNanos = longerNanos;
      longer = 0;
      longerNanos = Long.MAX_VALUE;
    }
  }

  /** Whether the line may have become longer than {@link #leastNanos}: another route, say. */
  synchronized boolean doubted() {
    return longer > 0;
  }

  /** How long a ping waited among content. */
  synchronized void queued(long waitedNanos, long nowNanos) {
    queueNanos = waitedNanos;
    queuedAtNanos = nowNanos;
  }

  /** How long what is sent now may wait on the line; for ever where no ping has told lately. */
  synchronized long queueNanos(long nowNanos) {
    return nowNanos - queuedAtNanos < TOLD_NANOS ? queueNanos : Long.MAX_VALUE;
  }

  synchronized boolean measured() {
    return leastNanos != 0;
  }

  /** The least round trip of the last minutes. */
  synchronized long leastNanos() {
    return leastNanos == 0 ? UNMEASURED : leastNanos;
  }

  synchronized long smoothedNanos() {
    return leastNanos == 0 ? UNMEASURED : smoothedNanos;
  }

  long sentBytes() {
    return sentBytes.sum();
  }

  long receivedBytes() {
    return receivedBytes.sum();
  }

  long sendingRate(long nowNanos) {
    return sending.bytesPerSecond(nowNanos);
  }

  long receivingRate(long nowNanos) {
    return receiving.bytesPerSecond(nowNanos);
  }
}
