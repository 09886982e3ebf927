package vn.lienvien.link;

/**
 * Holds a direction of a link to a rate. What must go at once may make a debt, which the rest then
 * waits for, so that the long-run rate holds. Thread-safe; times are {@code System.nanoTime()}.
 */
final class TokenBucket {
  /** No cap. */
  static final long UNLIMITED = 0;

  private static final double SECOND = 1e9;

  /** What may go at once after a silence: a twentieth of a second's worth, one piece at least. */
  private static final double BURST_SECONDS = 0.05;

  private long bytesPerSecond = UNLIMITED;
  private double tokens;
  private long filledAtNanos;

  synchronized void rate(long newBytesPerSecond, long nowNanos) {
    if (newBytesPerSecond != bytesPerSecond) {
      fill(nowNanos);
      tokens = bytesPerSecond == UNLIMITED ? 0 : Math.min(tokens, burst(newBytesPerSecond));
      bytesPerSecond = newBytesPerSecond;
    }
  }

  synchronized long bytesPerSecond() {
    return bytesPerSecond;
  }

  synchronized boolean ready(long nowNanos) {
    fill(nowNanos);
    return bytesPerSecond == UNLIMITED || tokens > 0;
  }

  /** Takes what has been or is about to be sent, be it there or not. */
  synchronized void take(long bytes, long nowNanos) {
    if (bytesPerSecond != UNLIMITED) {
      fill(nowNanos);
      tokens -= bytes;
    }
  }

  /** How long until {@link #ready}, at least a millisecond. */
  synchronized long waitMillis(long nowNanos) {
    fill(nowNanos);
    return bytesPerSecond == UNLIMITED || tokens > 0
        ? 1
        : Math.clamp((long) Math.ceil(-tokens * 1000 / bytesPerSecond), 1, 1000);
  }

  private void fill(long nowNanos) {
    if (bytesPerSecond != UNLIMITED) {
      double earned = (nowNanos - filledAtNanos) / SECOND * bytesPerSecond;
      tokens = Math.min(burst(bytesPerSecond), tokens + earned);
    }
    filledAtNanos = nowNanos;
  }

  private static double burst(long rate) {
    return Math.max(LinkLimits.PIECE_BYTES, rate * BURST_SECONDS);
  }
}
