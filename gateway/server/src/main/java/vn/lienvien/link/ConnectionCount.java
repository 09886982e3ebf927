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
  private static final int SAMPLES_FOR_MORE = 2;
  private static final int MORE = 4;
  private static final long SHORT_NANOS = Duration.ofMillis(8).toNanos();
  private static final long LONG_NANOS = Duration.ofMillis(150).toNanos();

  private final long[] queues = new long[SAMPLES];
  private int sampled;
  private int empty;
  private int working = FIRST;

  /** How many there should be with so much to send or receive. */
  int wanted(long backlogBytes) {
    long bytes = working > FIRST ? BYTES_A_HELD_BACK_CONNECTION : BYTES_A_CONNECTION;
    return (int) Math.min(IDLE + backlogBytes / bytes, working);
  }

  /**
   * Whether so many only fill the line's queue: the next parcel would stand behind what all hold.
   */
  boolean tooMany(int connections) {
    return connections > working + working / 4 + 1;
  }

  /** How many the line has shown to be of use. */
  int working() {
    return working;
  }

  /**
   * How long a ping queued on the line while content was held back by nothing but the line.
   *
   * @param leastNanos the line's own round trip; a longer one varies by more
   */
  void queued(long queueNanos, long leastNanos) {
    queues[sampled++] = queueNanos;
    empty = queueNanos < SHORT_NANOS + leastNanos / 10 ? empty + 1 : 0;
    if (empty == SAMPLES_FOR_MORE) {
      working = Math.min(MOST, working + Math.max(MORE, working / 2));
      idle();
    } else if (sampled == SAMPLES) {
      sampled = 0;
      Arrays.sort(queues);
      if (queues[0] >= SHORT_NANOS && queues[SAMPLES / 2] > LONG_NANOS) {
        working = Math.max(LEAST, Math.min(working - 1, working * 3 / 4));
      }
    }
  }

  /** Samples of one stretch of work say nothing about the next. */
  void idle() {
    sampled = 0;
    empty = 0;
  }
}
