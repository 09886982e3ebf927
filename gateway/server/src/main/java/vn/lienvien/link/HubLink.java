package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spoke's link to one hub: keeps as many connections as the line and the work ask for, and
 * dials new ones as soon as the old ones fall silent, for as long as it is open. Thread-safe.
 */
final class HubLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HubLink.class);
  private static final long TICK_MS = 100;
  private static final int TICKS_A_LOOK = 2;

  /** While nothing answers, a fresh attempt so often; each gives up after some seconds. */
  private static final long PROBE_NANOS = Duration.ofMillis(400).toNanos();

  /** In a long outage all attempts hang; then a place is kept for one that begins after it. */
  private static final long SLOW_PROBE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int PROBES = 6;
  private static final long LONGEST_PAUSE_MS = 2_000;

  /** A connection that was of use a while ago may be again. */
  private static final long SHRINK_NANOS = Duration.ofSeconds(20).toNanos();

  private final HubAddress hub;
  private final String program;
  private final LinkEnds ends;
  private final ExecutorService threads;
  private final PeerLink link;
  private final ConnectionCount count = new ConnectionCount();
  private final AtomicInteger dialling = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();
  private volatile long notBeforeNanos = System.nanoTime();
  private volatile int failures;
  private long dialledAtNanos = System.nanoTime() - PROBE_NANOS;
  private long busyAtNanos = System.nanoTime();

  HubLink(HubAddress hub, String program, LinkEnds ends, ExecutorService threads, LinkPace pace) {
    this.hub = hub;
    this.program = program;
    this.ends = ends;
    this.threads = threads;
    this.link = new PeerLink(hub.siteId(), ends, threads, pace);
    link.onQueue(queueNanos -> {
      synchronized (count) {
        count.queued(queueNanos, link.line().leastNanos());
      }
    });
  }

  PeerLink link() {
    return link;
  }

  /** Looks after the connections until interrupted. */
  void run() {
    try {
      for (int tick = 0; ; tick++) {
        keep(System.nanoTime());
        if (tick % TICKS_A_LOOK == 0) {
          link.tick();
        }
        Thread.sleep(TICK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(long now) {
    long backlog = link.backlogBytes();
    int wanted;
    synchronized (count) {
      wanted = count.wanted(backlog);
      if (backlog == 0) {
        count.idle();
      }
    }
    if (backlog > 0) {
      busyAtNanos = now;
    }
    int lacking = wanted - link.size(now) - dialling.get();
    boolean due = now - notBeforeNanos >= 0;
    if (!link.connected(now) || link.stalled(now)) {
      // An attempt that began in an outage may hang for seconds after it: others do not wait.
      long pause = dialling.get() < PROBES / 2 ? PROBE_NANOS : SLOW_PROBE_NANOS;
      if (due && now - dialledAtNanos > pause && dialling.get() < PROBES) {
        dial(now);
      }
    } else if (due) {
      for (int i = 0; i < lacking; i++) {
        dial(now);
      }
    }
    if (lacking < 0 && now - busyAtNanos > SHRINK_NANOS) {
      link.shrink(wanted);
    } else {
      synchronized (count) {
        wanted = count.tooMany(link.size(now)) ? count.working() : Integer.MAX_VALUE;
      }
      link.shrink(wanted);
    }
  }

  private void dial(long now) {
    dialledAtNanos = now;
    dialling.incrementAndGet();
    link.later(() -> {
      try {
        connect();
        failures = 0;
      } catch (IOException | RuntimeException e) {
        failed(e, System.nanoTime() - now);
      } finally {
        dialling.decrementAndGet();
      }
    });
  }

  private void connect() throws IOException {
    SecureSocket socket = ends.dialling().dial(hub);
    try {
      long number = numbers.incrementAndGet();
      Hello theirs = Greeting.exchange(socket, link.hello(program, number), ends.room().limits());
      if (!theirs.siteId().equals(hub.siteId())) {
        throw new IOException("the hub calls itself " + PlainText.of(theirs.siteId()));
      }
      link.add(
          socket,
          new Hello(
              theirs.versions(), theirs.siteId(), theirs.program(), theirs.instance(), number));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void failed(Exception why, long tookNanos) {
    LOG.debug("dialling {} failed", hub.siteId(), why);
    failures++;
    if (!link.connected(System.nanoTime())) {
      link.trouble(LinkTrouble.inWords(why, hub));
    }
    if (tookNanos > LONGEST_PAUSE_MS * 1_000_000) {
      // Nobody answered at all: it has paused long enough, and the line may be back any moment.
      return;
    }
    long pause = Math.min(LONGEST_PAUSE_MS, 125L << Math.min(failures, 6));
    // Spokes that lost the same hub do not all come back in the same moment.
    long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    notBeforeNanos = System.nanoTime() + jittered * 1_000_000;
  }

  @Override
  public void close() {
    link.close();
  }
}
