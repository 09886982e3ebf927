package vn.lienvien.link;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienvien.outbox.Parcels;

/** The spokes that have called, and those that parcels wait for. Thread-safe. */
final class Spokes {
  private final Parcels parcels;
  private final Clock clock;
  private final Map<String, Spoke> bySite = new ConcurrentHashMap<>();

  Spokes(Parcels parcels, Clock clock) {
    this.parcels = parcels;
    this.clock = clock;
    parcels.onOutgoing(siteId -> of(siteId).changed());
  }

  /** Only for site ids that come from a believed certificate or from our own parcels. */
  Spoke of(String siteId) {
    return bySite.computeIfAbsent(siteId, id -> new Spoke(id, parcels, clock));
  }

  List<LinkStatus> status() {
    return bySite.values().stream()
        .map(Spoke::status)
        .sorted(Comparator.comparing(LinkStatus::peerSiteId))
        .toList();
  }
}
