package vn.lienvien;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.lienvien.link.LinkStatus;
import vn.lienvien.link.TransferStatus;
import vn.lienvien.metrics.Metrics;

/** What each link does, told apart by the site at its other end. */
record LinkMeters(Metrics metrics, Supplier<List<LinkStatus>> links) {
  void show() {
    each("connected", "links", link -> link.connected() ? 1 : 0);
    each("connections", "connections", LinkStatus::connections);
    each("queued", "parcels", LinkStatus::queuedParcels);
    each("remaining", "bytes", LinkMeters::remainingBytes);
    each("sending", "bytes_per_second", LinkStatus::sendingRate);
    each("receiving", "bytes_per_second", LinkStatus::receivingRate);
    each("sending.cap", "bytes_per_second", LinkStatus::sendingCap);
    each("receiving.cap", "bytes_per_second", LinkStatus::receivingCap);
    each(
        "round.trip",
        "seconds",
        link -> link.roundTrip().map(LinkMeters::seconds).orElse(Double.NaN));
  }

  private void each(String name, String unit, Function<LinkStatus, Number> value) {
    metrics.gauges("lienvien.link.site." + name, unit, "site", () -> bySite(value));
  }

  private Map<String, Number> bySite(Function<LinkStatus, Number> value) {
    Map<String, Number> values = new TreeMap<>();
    links.get().forEach(link -> values.put(link.peerSiteId(), value.apply(link)));
    return values;
  }

  private static long remainingBytes(LinkStatus link) {
    return link.transfers().stream().mapToLong(TransferStatus::remainingBytes).sum();
  }

  private static double seconds(Duration roundTrip) {
    return roundTrip.toNanos() / 1e9;
  }
}
