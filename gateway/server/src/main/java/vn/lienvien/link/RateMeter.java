package vn.lienvien.link;

/** Bytes a second over the last seconds. Thread-safe; times are {@code System.nanoTime()}. */
final class RateMeter {
  private static final int SLOTS = 20;
  private static final long SLOT_NANOS = 250_000_000;

  private final long[] slots = new long[SLOTS];
  private long slot = Long.MIN_VALUE;

  synchronized void add(long bytes, long nowNanos) {
    turn(nowNanos);
    slots[Math.floorMod(slot, SLOTS)] += bytes;
  }

  synchronized long bytesPerSecond(long nowNanos) {
    turn(nowNanos);
    long total = 0;
    for (long bytes : slots) {
      total += bytes;
    }
    return total * 1_000_000_000L / (SLOTS * SLOT_NANOS);
  }

  private void turn(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SLOT_NANOS);
    if (slot == Long.MIN_VALUE) {
      slot = now;
    }
    while (slot < now) {
      slot = now - slot > SLOTS ? now - SLOTS : slot + 1;
      slots[Math.floorMod(slot, SLOTS)] = 0;
    }
  }
}
