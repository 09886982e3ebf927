package vn.lienvien.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienvien.evidence.HubDay;
import vn.lienvien.evidence.LineDay;
import vn.lienvien.security.Role;

/** The evidence of the lines, day by day (Circular 49, Article 8(4)), to look at and to keep. */
final class LineRoutes {
  private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);
  private static final int DAYS = 30;
  private static final String HEADINGS =
      "day,site,availability,watchedSeconds,connectedSeconds,outages,longestOutageSeconds,"
          + "throughputP5Kbps,throughputP50Kbps,roundTripP50Ms,roundTripP95Ms\r\n";

  private final GatewayStatus status;
  private final Clock clock;

  LineRoutes(GatewayStatus status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  List<Route> routes() {
    Access readers = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/lines", readers, this::show),
        Route.get("/api/lines.csv", readers, this::download));
  }

  private record Period(LocalDate from, LocalDate to) {}

  private void show(Exchange exchange) throws IOException {
    Period period = period(exchange);
    exchange.json(
        200,
        new LinesView(
            status.lineDays(period.from(), period.to()).stream().map(LineDayView::of).toList(),
            status.hubDays(period.from(), period.to()).stream().map(HubDayView::of).toList()));
  }

  /** Numbers and site ids only: nothing in it needs quoting (RFC 4180). */
  private void download(Exchange exchange) throws IOException {
    Period period = period(exchange);
    StringBuilder text = new StringBuilder(HEADINGS);
    for (LineDay day : status.lineDays(period.from(), period.to())) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%.5f,%d,%d,%d,%d,%d,%d,%d,%d\r\n",
              day.day(),
              day.siteId(),
              day.availability(),
              day.watchedSeconds(),
              day.connectedSeconds(),
              day.outages(),
              day.longestOutageSeconds(),
              day.throughputP5Kbps(),
              day.throughputP50Kbps(),
              day.roundTripP50Ms(),
              day.roundTripP95Ms()));
    }
    exchange.bytes(
        200, "text/csv; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Period period(Exchange exchange) {
    LocalDate today = clock.instant().atOffset(VIETNAM).toLocalDate();
    LocalDate to = date(exchange.query("to"), today);
    return new Period(date(exchange.query("from"), to.minusDays(DAYS)), to);
  }

  private static LocalDate date(Optional<String> given, LocalDate fallback) {
    try {
      return given.map(LocalDate::parse).orElse(fallback);
    } catch (DateTimeParseException e) {
      throw HttpFault.badRequest("from and to are days such as 2026-11-22");
    }
  }

  record LinesView(List<LineDayView> days, List<HubDayView> hub) {}

  record LineDayView(
      String siteId,
      String day,
      double availability,
      int watchedSeconds,
      int connectedSeconds,
      int outages,
      int longestOutageSeconds,
      int throughputP5Kbps,
      int throughputP50Kbps,
      int roundTripP50Ms,
      int roundTripP95Ms) {
    static LineDayView of(LineDay day) {
      return new LineDayView(
          day.siteId(),
          day.day().toString(),
          day.availability(),
          day.watchedSeconds(),
          day.connectedSeconds(),
          day.outages(),
          day.longestOutageSeconds(),
          day.throughputP5Kbps(),
          day.throughputP50Kbps(),
          day.roundTripP50Ms(),
          day.roundTripP95Ms());
    }
  }

  record HubDayView(String day, int points, int requiredKbps) {
    static HubDayView of(HubDay day) {
      return new HubDayView(day.day().toString(), day.points(), day.requiredKbps());
    }
  }
}
