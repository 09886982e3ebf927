package vn.lienvien.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.Database;

class LineWatchTest {
  private static final Duration STEP = Duration.ofSeconds(5);

  /** 23:50 in Vietnam. */
  private static final Instant LATE = Instant.parse("2026-11-22T16:50:00Z");

  @TempDir Path directory;
  private final HandClock clock = new HandClock(LATE);
  private final List<LineSample> lines = new ArrayList<>();
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aDayHasAvailabilityOutagesThroughputOfBusyMomentsAndRoundTrip() {
    try (LineWatch watch = watch(false)) {
      long moved = 0;
      for (int i = 0; i < 60; i++) {
        boolean slow = i < 6;
        moved += slow ? 250_000 : 2_500_000;
        step(watch, sample("central", true, true, moved, 100));
      }
      for (int i = 0; i < 6; i++) {
        step(watch, sample("central", false, true, moved, 100));
      }
      step(watch, sample("central", true, false, moved, 100));
    }
    LineDay day = days().getFirst();
    assertThat(day.siteId()).isEqualTo("central");
    assertThat(day.day()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(day.watchedSeconds()).isEqualTo(66 * 5);
    assertThat(day.connectedSeconds()).isEqualTo(60 * 5);
    assertThat(day.availability()).isCloseTo(60.0 / 66, within(.001));
    assertThat(day.outages()).isEqualTo(1);
    assertThat(day.longestOutageSeconds()).isEqualTo(30);
    assertThat(day.throughputP5Kbps()).isBetween(360, 440);
    assertThat(day.throughputP50Kbps()).isBetween(3600, 4400);
    assertThat(day.roundTripP50Ms()).isBetween(90, 110);
  }

  @Test
  void aLineWithNothingToCarryHasNoThroughput() {
    try (LineWatch watch = watch(false)) {
      for (int i = 0; i < 10; i++) {
        step(watch, sample("central", true, false, 1000, 100));
      }
    }
    assertThat(days().getFirst().throughputP50Kbps()).isZero();
    assertThat(days().getFirst().availability()).isEqualTo(1);
  }

  @Test
  void midnightInVietnamBeginsAnotherRowAndARestartGoesOnWithTheSame() {
    for (int life = 0; life < 2; life++) {
      try (LineWatch watch = watch(false)) {
        for (int i = 0; i < 121; i++) {
          step(watch, sample("central", true, false, 0, 100));
        }
      }
    }
    assertThat(days()).hasSize(2);
    assertThat(days().get(0).watchedSeconds() + days().get(1).watchedSeconds())
        .isEqualTo(2 * 120 * 5);
  }

  @Test
  void aHubNeedsFourMegabitsForEveryPointThatWasOnlineAtOnce() {
    try (LineWatch watch = watch(true)) {
      for (int i = 0; i < 20; i++) {
        List<LineSample> points = new ArrayList<>();
        for (int point = 0; point < 7; point++) {
          points.add(sample("district-" + point, point < 5 || i == 10, false, 0, 50));
        }
        step(watch, points.toArray(LineSample[]::new));
      }
    }
    HubDay day =
        database
            .read(handle -> LineRows.hubDays(handle, LocalDate.MIN.withYear(2026), today()))
            .getFirst();
    assertThat(day.points()).isEqualTo(7);
    assertThat(day.requiredKbps()).isEqualTo(28_000);
  }

  @Test
  void aClockThatWasSetCountsAsNoTime() {
    try (LineWatch watch = watch(false)) {
      step(watch, sample("central", true, false, 0, 100));
      clock.now = clock.now.minus(Duration.ofDays(400));
      step(watch, sample("central", true, false, 0, 100));
      clock.now = clock.now.plus(Duration.ofDays(400));
      step(watch, sample("central", true, false, 0, 100));
      step(watch, sample("central", true, false, 0, 100));
    }
    assertThat(days()).hasSize(1);
    assertThat(days().getFirst().watchedSeconds()).isEqualTo(5);
  }

  private LineWatch watch(boolean hub) {
    return new LineWatch(database, clock, hub, () -> List.copyOf(lines));
  }

  private void step(LineWatch watch, LineSample... samples) {
    lines.clear();
    lines.addAll(List.of(samples));
    watch.look();
    clock.now = clock.now.plus(STEP);
  }

  private static LineSample sample(
      String site, boolean connected, boolean waiting, long moved, int roundTripMs) {
    return new LineSample(
        site, connected, waiting, moved, Optional.of(Duration.ofMillis(roundTripMs)));
  }

  private List<LineDay> days() {
    return database.read(handle -> LineRows.days(handle, LocalDate.of(2025, 1, 1), today()));
  }

  private static LocalDate today() {
    return LocalDate.of(2027, 1, 1);
  }

  /** Stands still until it is moved. */
  private static final class HandClock extends Clock {
    private Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants only");
    }
  }
}
