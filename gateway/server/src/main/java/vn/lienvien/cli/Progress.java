package vn.lienvien.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says on standard error how far long work is, every two seconds; short work says nothing.
 * Thread-safe.
 */
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final Output output;
  private final String things;
  private final LongSupplier nanoTime;
  private long said;

  /**
   * @param things what is counted, for example "objects"
   */
  Progress(Output output, String things) {
    this(output, things, System::nanoTime);
  }

  Progress(Output output, String things, LongSupplier nanoTime) {
    this.output = output;
    this.things = things;
    this.nanoTime = nanoTime;
    said = nanoTime.getAsLong();
  }

  synchronized void at(long done, long total) {
    long now = nanoTime.getAsLong();
    if (now - said >= EVERY_NANOS && total > 0) {
      said = now;
      output.warn("  %d of %d %s (%d%%)".formatted(done, total, things, 100 * done / total));
    }
  }
}
