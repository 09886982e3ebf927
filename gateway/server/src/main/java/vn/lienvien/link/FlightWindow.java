package vn.lienvien.link;

import java.time.Duration;

/**
 * How many bytes one connection may have unacknowledged. It opens while acks come quickly and
 * closes when they come late, so that neither our sockets nor the line hold a long queue that a
 * STAT parcel would stand in, or that overflows and loses what was sent. Where acks are late though
 * nothing waits on the line, packets were lost, and a connection keeps what keeps it busy. Not
 * thread-safe.
 */
final class FlightWindow {
  /** While the line itself is what holds acks up. */
  static final long FLOOR_BYTES = LinkLimits.PIECE_BYTES;

  /** While it is not. */
  static final long BUSY_BYTES = 2L * LinkLimits.PIECE_BYTES;

  static final long CEILING_BYTES = 64L * LinkLimits.PIECE_BYTES;
  private static final long FIRST_PIECES = 4;
  private static final long TARGET_NANOS = Duration.ofMillis(100).toNanos();

  /** Less than this nobody has waited. */
  private static final long SHORT_NANOS = Duration.ofMillis(30).toNanos();

  /** What the line took so long ago says nothing about now; TCP forgets its own window too. */
  private static final long STALE_NANOS = Duration.ofSeconds(3).toNanos();

  private long sizeBytes;
  private long flyingBytes;
  private long usedAtNanos;
  private long cutAtNanos;
  private boolean cautious;
  private boolean begins;

  /**
   * What an ack tells of the line.
   *
   * @param tripNanos from sending to this ack
   * @param leastNanos the least round trip that the link has shown
   * @param queueNanos how long a ping waited on the line lately
   * @param connections that share the line
   */
  record Ack(int bytes, long tripNanos, long leastNanos, long queueNanos, int connections) {
    long lateNanos() {
      return tripNanos - leastNanos;
    }
  }

  /** Whether a piece more may be sent; on a long line more may be under way from the start. */
  boolean open(long leastNanos, long nowNanos) {
    boolean stale = flyingBytes == 0 && nowNanos - usedAtNanos > STALE_NANOS;
    if (sizeBytes == 0 || stale) {
      sizeBytes = FLOOR_BYTES * Math.clamp(leastNanos / TARGET_NANOS, 1, FIRST_PIECES);
      usedAtNanos = nowNanos;
      cautious = false;
      begins = true;
    }
    return flyingBytes + LinkLimits.PIECE_BYTES <= sizeBytes;
  }

  /** Whether nothing has been sent, or nothing for so long that TCP begins anew too. */
  boolean begins() {
    return begins;
  }

  long flyingBytes() {
    return flyingBytes;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  void sent(int bytes) {
    begins = false;
    flyingBytes += bytes;
  }

  void acked(Ack ack, long nowNanos) {
    boolean used = flyingBytes + LinkLimits.PIECE_BYTES > sizeBytes;
    flyingBytes = Math.max(0, flyingBytes - ack.bytes());
    usedAtNanos = nowNanos;
    if (ack.lateNanos() < TARGET_NANOS && used) {
      sizeBytes = Math.min(CEILING_BYTES, sizeBytes + growth(ack));
    } else if (ack.lateNanos() > 2 * TARGET_NANOS && nowNanos - cutAtNanos > ack.tripNanos()) {
      cautious = true;
      cutAtNanos = nowNanos;
      long floor = ack.queueNanos() >= TARGET_NANOS ? FLOOR_BYTES : BUSY_BYTES;
      sizeBytes = Math.min(sizeBytes, Math.max(floor, sizeBytes * 3 / 4));
    }
  }

  /**
   * Twice as much a trip while nothing waits; after that a piece a trip, all connections together.
   */
  private long growth(Ack ack) {
    long bytes = ack.bytes();
    if (ack.lateNanos() < SHORT_NANOS && !cautious) {
      return bytes;
    }
    boolean alone = ack.queueNanos() < SHORT_NANOS;
    return Math.max(1, bytes * bytes / sizeBytes / (alone ? 1 : Math.max(1, ack.connections())));
  }
}
