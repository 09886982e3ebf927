package vn.lienvien.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;

/** The tables {@code line_day} and {@code hub_day}. */
final class LineRows {
  private LineRows() {}

  private record Sums(int watched, int connected, int outages, int longestOutage) {}

  /** Adds what was seen to the line's row of that day. */
  static void add(Handle handle, String siteId, Watched seen) {
    Distribution throughput = new Distribution();
    Distribution roundTrip = new Distribution();
    Optional<Sums> before =
        handle
            .createQuery("SELECT * FROM line_day WHERE site_id = :site AND day_of_line = :day")
            .bind("site", siteId)
            .bind("day", seen.day)
            .map(
                Row.to(row -> {
                  throughput.addAll(Distribution.parse(row.text("throughput")));
                  roundTrip.addAll(Distribution.parse(row.text("round_trip")));
                  return new Sums(
                      row.integer("watched_seconds"),
                      row.integer("connected_seconds"),
                      row.integer("outages"),
                      row.integer("longest_outage_seconds"));
                }))
            .findOne();
    throughput.addAll(seen.throughput);
    roundTrip.addAll(seen.roundTrip);
    Sums sums = before.orElse(new Sums(0, 0, 0, 0));
    handle
        .createUpdate(before.isPresent() ? UPDATE : INSERT)
        .bind("site", siteId)
        .bind("day", seen.day)
        .bind("watched", sums.watched() + (int) seen.watched.toSeconds())
        .bind("connected", sums.connected() + (int) seen.connected.toSeconds())
        .bind("outages", sums.outages() + seen.outages)
        .bind("longest", Math.max(sums.longestOutage(), (int) seen.longestOutage.toSeconds()))
        .bind("throughput", throughput.text())
        .bind("roundTrip", roundTrip.text())
        .execute();
  }

  private static final String INSERT =
      """
      INSERT INTO line_day (site_id, day_of_line, watched_seconds, connected_seconds, outages,
        longest_outage_seconds, throughput, round_trip)
      VALUES (:site, :day, :watched, :connected, :outages, :longest, :throughput, :roundTrip)\
      """;

  private static final String UPDATE =
      """
      UPDATE line_day SET watched_seconds = :watched, connected_seconds = :connected,
        outages = :outages, longest_outage_seconds = :longest, throughput = :throughput,
        round_trip = :roundTrip
      WHERE site_id = :site AND day_of_line = :day\
      """;

  static void points(Handle handle, LocalDate day, int points) {
    int known =
        handle
            .createUpdate(
                "UPDATE hub_day SET points = GREATEST(points, :points) WHERE day_of_line = :day")
            .bind("points", points)
            .bind("day", day)
            .execute();
    if (known == 0) {
      handle
          .createUpdate("INSERT INTO hub_day (day_of_line, points) VALUES (:day, :points)")
          .bind("points", points)
          .bind("day", day)
          .execute();
    }
  }

  static List<LineDay> days(Handle handle, LocalDate from, LocalDate to) {
    return handle
        .createQuery(
            """
            SELECT * FROM line_day WHERE day_of_line BETWEEN :from AND :to
            ORDER BY day_of_line, site_id\
            """)
        .bind("from", from)
        .bind("to", to)
        .map(Row.to(LineRows::day))
        .list();
  }

  static List<HubDay> hubDays(Handle handle, LocalDate from, LocalDate to) {
    return handle
        .createQuery(
            "SELECT * FROM hub_day WHERE day_of_line BETWEEN :from AND :to ORDER BY day_of_line")
        .bind("from", from)
        .bind("to", to)
        .map(
            Row.to(row ->
                new HubDay(row.dateIfAny("day_of_line").orElseThrow(), row.integer("points"))))
        .list();
  }

  private static LineDay day(Row row) {
    Distribution throughput = Distribution.parse(row.text("throughput"));
    Distribution roundTrip = Distribution.parse(row.text("round_trip"));
    return new LineDay(
        row.text("site_id"),
        row.dateIfAny("day_of_line").orElseThrow(),
        row.integer("watched_seconds"),
        row.integer("connected_seconds"),
        row.integer("outages"),
        row.integer("longest_outage_seconds"),
        (int) Math.round(throughput.quantile(.05)),
        (int) Math.round(throughput.quantile(.50)),
        (int) Math.round(roundTrip.quantile(.50)),
        (int) Math.round(roundTrip.quantile(.95)));
  }
}
