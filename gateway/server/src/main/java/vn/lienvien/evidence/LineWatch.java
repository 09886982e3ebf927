package vn.lienvien.evidence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.Database;

/**
 * Looks at every line once in a few seconds and keeps what it saw: availability, outages and round
 * trip always, throughput from real transfers while there are any. Thread-safe.
 */
public final class LineWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

  /** Two looks further apart than this were not looks at one stretch of time: a clock was set. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

  private final Database database;
  private final Clock clock;
  private final Supplier<List<LineSample>> lines;
  private final boolean hub;
  private final Map<String, Watched.Look> last = new HashMap<>();
  private final Map<String, Watched> unwritten = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("line-watch").factory());
  private Instant writtenAt;
  private int points;

  /**
   * Prepares; nothing is looked at yet.
   *
   * @param hub whether the peers are points that dial this site
   */
  public LineWatch(Database database, Clock clock, boolean hub, Supplier<List<LineSample>> lines) {
    this.database = database;
    this.clock = clock;
    this.hub = hub;
    this.lines = lines;
    this.writtenAt = clock.instant();
  }

  /** Looks from now on. */
  public void start() {
    timer.scheduleAtFixedRate(
        this::lookOrSay, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** Every line on the days from the first to the last, both included. */
  public List<LineDay> days(LocalDate from, LocalDate to) {
    return database.read(handle -> LineRows.days(handle, from, to));
  }

  /** What this hub's own line had to carry; nothing at a site that is no hub. */
  public List<HubDay> hubDays(LocalDate from, LocalDate to) {
    return database.read(handle -> LineRows.hubDays(handle, from, to));
  }

  /** Looks once. */
  synchronized void look() {
    Instant now = clock.instant();
    LocalDate day = now.atOffset(VIETNAM).toLocalDate();
    if (unwritten.values().stream().anyMatch(watched -> !watched.day.equals(day))) {
      write();
    }
    List<LineSample> samples = lines.get();
    samples.forEach(sample -> look(sample, now, day));
    points = Math.max(points, (int) samples.stream().filter(LineSample::connected).count());
    if (!Duration.between(writtenAt, now).minus(WRITTEN_EVERY).isNegative()) {
      write();
    }
  }

  private void look(LineSample sample, Instant now, LocalDate day) {
    Watched.Look earlier = last.get(sample.siteId());
    if (earlier == null) {
      last.put(sample.siteId(), new Watched.Look(sample, now, now));
      return;
    }
    boolean downBefore = !earlier.sample().connected();
    Instant downSince = downBefore ? earlier.downSince() : earlier.at();
    Watched.Look look = new Watched.Look(sample, now, sample.connected() ? now : downSince);
    last.put(sample.siteId(), look);
    boolean onward = now.isAfter(earlier.at()) && now.isBefore(earlier.at().plus(LONGEST_STEP));
    if (onward) {
      unwritten.computeIfAbsent(sample.siteId(), ignored -> new Watched(day)).look(earlier, look);
    }
  }

  private void write() {
    if (unwritten.isEmpty()) {
      return;
    }
    LocalDate day = unwritten.values().iterator().next().day;
    database.commit(transaction -> {
      unwritten.forEach((siteId, seen) -> LineRows.add(transaction.handle(), siteId, seen));
      if (hub) {
        LineRows.points(transaction.handle(), day, points);
      }
    });
    unwritten.clear();
    points = 0;
    writtenAt = clock.instant();
  }

  private void lookOrSay() {
    try {
      look();
    } catch (RuntimeException e) {
      // The top of the timer's task, which an exception would end for good.
      LOG.error("the lines could not be looked at or written down; tried again in a moment", e);
    }
  }

  /** Writes down what is not yet. */
  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      write();
    }
  }
}
