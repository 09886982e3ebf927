package vn.lienvien.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.lienvien.evidence.HubDay;
import vn.lienvien.evidence.LineDay;
import vn.lienvien.model.Priority;

/** One link, one peer that answers a C-ECHO and one that does not. */
final class FakeStatus implements GatewayStatus {
  final AtomicBoolean room = new AtomicBoolean(true);

  boolean hasRoom() {
    return room.get();
  }

  @Override
  public List<Link> links() {
    return List.of(
        new Link(
            "bv-b",
            true,
            Instant.parse("2026-11-22T01:00:00Z"),
            3,
            1,
            2,
            3,
            250_000,
            0,
            101L,
            250_000,
            0,
            List.of(
                new Parcel(
                    "case-1-study",
                    Priority.STAT,
                    "moving",
                    8_000_000,
                    5_000_000,
                    Instant.parse("2026-11-22T01:00:20Z"),
                    "")),
            ""),
        new Link(
            "bv-c", false, null, 0, 0, 0, 0, 0, 0, null, 0, 0, List.of(), "connection refused"));
  }

  @Override
  public List<Peer> peers() {
    return List.of(new Peer("PACS_A", "127.0.0.1", 104), new Peer("CT1", "127.0.0.2", 105));
  }

  @Override
  public List<LineDay> lineDays(LocalDate from, LocalDate to) {
    LineDay day = new LineDay("bv-b", from, 86400, 85000, 2, 900, 1100, 3700, 104, 180);
    return to.isBefore(from) ? List.of() : List.of(day);
  }

  @Override
  public List<HubDay> hubDays(LocalDate from, LocalDate to) {
    return List.of(new HubDay(to, 7));
  }

  @Override
  public List<Destination> destinations() {
    return List.of(
        new Destination("tinh", "DICOM", "TINH@127.0.0.1:2762", true, 0, 0, null),
        new Destination(
            "cloud",
            "STOW_RS",
            "https://cloud.vn/dicom-web",
            true,
            2,
            60,
            Instant.parse("2026-11-22T01:00:00Z")));
  }

  @Override
  public Echo echo(Peer peer) {
    return peer.aeTitle().equals("PACS_A")
        ? new Echo(true, "")
        : new Echo(false, "nothing listens at 127.0.0.2:105");
  }
}
