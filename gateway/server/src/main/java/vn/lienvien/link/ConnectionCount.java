package vn.lienvien.link;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many connections a link wants. One carries no content: its pings show whether content queues
 * on the line. Where there is work but hardly ever a queue, loss holds the flows back, and more of
 * them are needed; where the queue is long, fewer will do. Not thread-safe.
 */
final class ConnectionCount {
  static final int IDLE = 3;
  static final int MOST = 37;
  private static final int FIRST = 7;
  private static final int LEAST = 4;

  /** A connection costs a handshake; with less to send than this it is not worth one. */
  private static final long BYTES_A_CONNECTION = 384 * 1024;

  /** Where loss holds each back a connection carries little, and one more is worth it sooner. */
  private static final long BYTES_A_HELD_BACK_CONNECTION = 128 * 1024;

  private static final int SAMPLES = 4;
  private static final int MORE = 4;
  private static final long SHORT_NANOS = Duration.ofMillis(8).toNanos();
  private static final long LONG_NANOS = Duration.ofMillis(150).toNanos();

  private final long[] queues = new long[SAMPLES];
  private int sampled;
  private int working = FIRST;

  /** How many there should be with so much to send or receive. */
  int wanted(long backlogBytes) {
    long bytes = working > FIRST ? BYTES_A_HELD_BACK_CONNECTION : BYTES_A_CONNECTION;
    return (int) Math.min(IDLE + backlogBytes / bytes, working);
  }

  /** How long a ping queued on the line while content was held back by nothing but the line. */
  void queued(long queueNanos) {
    queues[sampled++] = queueNanos;
    if (sampled < SAMPLES) {
      return;
    }
    sampled = 0;
    long empty = Arrays.stream(queues).filter(queue -> queue < SHORT_NANOS).count();
    Arrays.sort(queues);
    if (empty > SAMPLES / 2) {
      working = Math.min(MOST, working + Math.max(MORE, working / 2));
    } else if (empty == 0 && queues[SAMPLES / 2] > LONG_NANOS) {
      working = Math.max(LEAST, working - 1);
    }
  }

  /** Samples of one stretch of work say nothing about the next. */
  void idle() {
    sampled = 0;
  }
}
