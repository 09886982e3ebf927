package vn.lienvien.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What has been seen of one line on one day and is not in its row yet. Not thread-safe. */
final class Watched {
  final LocalDate day;
  final Distribution throughput = new Distribution();
  final Distribution roundTrip = new Distribution();
  Duration watched = Duration.ZERO;
  Duration connected = Duration.ZERO;
  Duration longestOutage = Duration.ZERO;
  int outages;

  Watched(LocalDate day) {
    this.day = day;
  }

  /** The line between two looks at it. */
  void look(Look earlier, Look now) {
    Duration between = Duration.between(earlier.at(), now.at());
    LineSample sample = now.sample();
    watched = watched.plus(between);
    if (sample.connected()) {
      connected = connected.plus(between);
      sample.roundTrip().ifPresent(time -> roundTrip.add(time.toNanos() / 1e6));
    }
    if (sample.connected() && earlier.sample().connected() && earlier.sample().waiting()) {
      long moved = sample.movedBytes() - earlier.sample().movedBytes();
      throughput.add(moved * 8.0 / Math.max(1, between.toMillis()));
    }
    if (!sample.connected() && earlier.sample().connected()) {
      outages++;
    }
    if (!sample.connected()) {
      Duration outage = Duration.between(now.downSince(), now.at());
      longestOutage = outage.compareTo(longestOutage) > 0 ? outage : longestOutage;
    }
  }

  /**
   * A sample and its moment.
   *
   * @param downSince when the line that is down was seen standing last; now when it stands
   */
  record Look(LineSample sample, Instant at, Instant downSince) {}
}
