package vn.lienvien.web;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.config.LinkCaps;
import vn.lienvien.config.LinkCaps.Direction;
import vn.lienvien.security.Role;

/** How fast each link may be used and when, and an administrator's changes to that. */
final class LinkCapsRoutes {
  private static final int MOST_WINDOWS = 32;

  private final LinkCapsDesk desk;
  private final GatewayStatus status;
  private final ViewAudit audit;

  LinkCapsRoutes(LinkCapsDesk desk, GatewayStatus status, ViewAudit audit) {
    this.desk = desk;
    this.status = status;
    this.audit = audit;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/link-caps", administrator, this::list),
        Route.put("/api/link-caps/{siteId}", administrator, this::set),
        Route.delete("/api/link-caps/{siteId}", administrator, this::forget));
  }

  private void list(Exchange exchange) throws IOException {
    exchange.json(
        200,
        new CapsView(desk.zone().getId(), all().values().stream().map(EntryView::of).toList()));
  }

  /** What the desk knows, and links that nobody ever said anything about. */
  private Map<String, LinkCapsDesk.Entry> all() {
    Map<String, LinkCapsDesk.Entry> all = new LinkedHashMap<>();
    desk.entries().forEach(entry -> all.put(entry.siteId(), entry));
    for (GatewayStatus.Link link : status.links()) {
      String site = link.peerSiteId();
      all.putIfAbsent(site, new LinkCapsDesk.Entry(site, LinkCaps.NONE, false));
    }
    return all;
  }

  private void set(Exchange exchange) throws IOException {
    String siteId = known(exchange);
    desk.set(siteId, exchange.json(NewCaps.class).caps());
    audit.did(exchange, Action.CHANGE_LINK_CAPS, siteId);
    exchange.empty(204);
  }

  private void forget(Exchange exchange) throws IOException {
    String siteId = known(exchange);
    desk.forget(siteId);
    audit.did(exchange, Action.CHANGE_LINK_CAPS, siteId);
    exchange.empty(204);
  }

  private String known(Exchange exchange) {
    String siteId = exchange.path("siteId");
    if (!all().containsKey(siteId)) {
      throw HttpFault.notFound("link");
    }
    return siteId;
  }

  /** The API document's LinkCapsWindow; what is left out is null. */
  record WindowView(
      @Nullable Direction direction,
      long bitsPerSecond,
      @Nullable String from,
      @Nullable String to,
      @Nullable Set<DayOfWeek> days) {
    static WindowView of(LinkCaps.Window window) {
      return new WindowView(
          window.direction(),
          window.bitsPerSecond(),
          window.from().toString(),
          window.to().toString(),
          new TreeSet<>(window.days()));
    }

    LinkCaps.Window window() {
      if (bitsPerSecond < LinkCaps.SLOWEST || bitsPerSecond > LinkCaps.FASTEST) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "bitsPerSecond is out of range");
      }
      if (direction == null || days == null || days.isEmpty()) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "direction and days must be given");
      }
      return new LinkCaps.Window(
          direction, bitsPerSecond, time(from), time(to), EnumSet.copyOf(days));
    }

    private static LocalTime time(@Nullable String text) {
      try {
        return LocalTime.parse(Objects.requireNonNullElse(text, ""));
      } catch (DateTimeParseException e) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "from and to are times such as 07:00");
      }
    }
  }

  record NewCaps(@Nullable List<WindowView> windows, boolean statExempt) {
    LinkCaps caps() {
      List<WindowView> given = Objects.requireNonNullElse(windows, List.of());
      if (given.size() > MOST_WINDOWS) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "these are more than 32 windows");
      }
      return new LinkCaps(given.stream().map(WindowView::window).toList(), statExempt);
    }
  }

  record EntryView(String siteId, List<WindowView> windows, boolean statExempt, boolean edited) {
    static EntryView of(LinkCapsDesk.Entry entry) {
      return new EntryView(
          entry.siteId(),
          entry.caps().windows().stream().map(WindowView::of).toList(),
          entry.caps().statExempt(),
          entry.edited());
    }
  }

  record CapsView(String zone, List<EntryView> links) {}
}
