package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** While nothing answers, a fresh attempt so often: TCP itself asks again after 1 s and 3 s. */
  private static final long PROBE_NANOS = Duration.ofMillis(150).toNanos();

  /** In a long outage less often: many sites may wait for one hub. */
  private static final long SLOW_PROBE_NANOS = Duration.ofMillis(950).toNanos();

  private static final int QUICK_PROBES = 50;

  /** What a probe hangs at most, so that others have its place; on a long line some round trips. */
  private static final long PROBE_PATIENCE_NANOS = Duration.ofMillis(1_500).toNanos();

  private static final int PROBES = 8;

  /** Who took so long to fail has not been refused: nobody was there. */
  private static final long UNANSWERED_NANOS = Duration.ofSeconds(1).toNanos();

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
  private final AtomicInteger probing = new AtomicInteger();

  /** Attempts that the hub has taken and that shake hands now. */
  private final AtomicInteger shaking = new AtomicInteger();

  private final AtomicLong numbers = new AtomicLong();
  private volatile long notBeforeNanos = System.nanoTime();
  private volatile long reachedAtNanos = System.nanoTime() - PROBE_PATIENCE_NANOS;
  private volatile int failures;
  private volatile int wanted = ConnectionCount.IDLE;
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
    if (isDown(now)) {
      link.noteHurt(now);
      if (due && now - dialledAtNanos > pause(now) && probing.get() < PROBES) {
        dialledAtNanos = now;
        attempt(probing, probePatienceMs());
      }
    } else if (due) {
      dial(lacking);
    }
    int most = wanted;
    if (lacking >= 0 || now - busyAtNanos <= SHRINK_NANOS) {
      synchronized (count) {
        most = count.tooMany(link.size(now)) ? count.working() : Integer.MAX_VALUE;
      }
    }
    link.shrink(most);
  }

  private boolean isDown(long now) {
    return !link.connected(now) || link.stalled(now);
  }

  private long pause(long now) {
    // A hub that many sites have come back to takes connections sooner than it shakes hands.
    boolean busy = !link.connected(now) && now - reachedAtNanos < PROBE_PATIENCE_NANOS;
    return failures < QUICK_PROBES && !busy ? PROBE_NANOS : SLOW_PROBE_NANOS;
  }

  private int probePatienceMs() {
    Line line = link.line();
    long nanos = Math.max(PROBE_PATIENCE_NANOS, 4 * line.smoothedNanos());
    return line.measured()
        ? (int) Math.min(Dialling.PATIENCE_MS, nanos / 1_000_000)
        : Dialling.PATIENCE_MS;
  }

  private void dial(int connections) {
    for (int i = 0; i < connections; i++) {
      attempt(dialling, Dialling.PATIENCE_MS);
    }
  }

  private void attempt(AtomicInteger underWay, int patienceMs) {
    long began = System.nanoTime();
    underWay.incrementAndGet();
    link.later(() -> {
      AtomicBoolean reached = new AtomicBoolean();
      try {
        connect(
            patienceMs,
            () -> {
              reached.set(true);
              reached();
            });
        failures = 0;
      } catch (IOException | RuntimeException e) {
        failed(e, System.nanoTime() - began);
      } finally {
        underWay.decrementAndGet();
        if (reached.get()) {
          shaking.decrementAndGet();
        }
      }
    });
  }

  /** The line is back: the others need not wait for the first one's handshake. */
  private void reached() {
    long now = System.nanoTime();
    reachedAtNanos = now;
    if (shaking.incrementAndGet() == 1 && isDown(now)) {
      dial(wanted - link.size(now) - 1);
    }
  }

  private void connect(int patienceMs, Runnable reached) throws IOException {
    SecureSocket socket = ends.dialling().dial(hub, patienceMs, reached);
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
    if (tookNanos > UNANSWERED_NANOS) {
      // It has paused long enough, and the line may be back any moment.
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
