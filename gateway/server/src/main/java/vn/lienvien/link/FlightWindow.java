package vn.lienvien.link;

import java.time.Duration;

/**
 * How many bytes one connection may have unacknowledged. It opens while acks come quickly and
 * closes when they come late, so that neither our sockets nor the line hold a long queue that a
 * STAT parcel would stand in; but never below what keeps a lossy connection busy. Not thread-safe.
 */
final class FlightWindow {
  static final long FLOOR_BYTES = 2L * LinkLimits.PIECE_BYTES;
  static final long CEILING_BYTES = 64L * LinkLimits.PIECE_BYTES;
  private static final long TARGET_NANOS = Duration.ofMillis(100).toNanos();

  private long sizeBytes = 2 * FLOOR_BYTES;
  private long flyingBytes;
  private long cutAtNanos;
  private boolean cautious;

  boolean open() {
    return flyingBytes + LinkLimits.PIECE_BYTES <= sizeBytes;
  }

  long flyingBytes() {
    return flyingBytes;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  void sent(int bytes) {
    flyingBytes += bytes;
  }

  /**
   * @param tripNanos from sending to this ack
   * @param leastNanos the least round trip that the link has shown
   */
  void acked(int bytes, long tripNanos, long leastNanos, long nowNanos) {
    boolean used = flyingBytes + LinkLimits.PIECE_BYTES > sizeBytes;
    flyingBytes = Math.max(0, flyingBytes - bytes);
    long queued = tripNanos - leastNanos;
    if (queued < TARGET_NANOS && used) {
      sizeBytes += cautious ? Math.max(1, (long) bytes * bytes / sizeBytes) : bytes;
    } else if (queued > 2 * TARGET_NANOS && nowNanos - cutAtNanos > tripNanos) {
      cautious = true;
      cutAtNanos = nowNanos;
      sizeBytes = sizeBytes * 3 / 4;
    }
    sizeBytes = Math.clamp(sizeBytes, FLOOR_BYTES, CEILING_BYTES);
  }
}
