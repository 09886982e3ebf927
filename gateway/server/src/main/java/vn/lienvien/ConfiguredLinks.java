package vn.lienvien;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import vn.lienvien.config.LinkCaps;
import vn.lienvien.config.LinkCaps.Direction;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.link.LinkPolicy;

/** What the configuration, as it is now, says of links at this time of day. */
record ConfiguredLinks(Supplier<Optional<LinkSettings>> settings, Clock clock)
    implements LinkPolicy {
  @Override
  public long sendingCap(String peerSiteId) {
    return rate(caps(peerSiteId), Direction.SEND);
  }

  @Override
  public long receivingCap(String peerSiteId) {
    return rate(caps(peerSiteId), Direction.RECEIVE);
  }

  @Override
  public long totalSendingCap() {
    return rate(settings.get().map(LinkSettings::caps).orElse(LinkCaps.NONE), Direction.SEND);
  }

  @Override
  public long totalReceivingCap() {
    return rate(settings.get().map(LinkSettings::caps).orElse(LinkCaps.NONE), Direction.RECEIVE);
  }

  @Override
  public boolean statExempt(String peerSiteId) {
    return caps(peerSiteId).statExempt()
        || settings.get().map(link -> link.caps().statExempt()).orElse(false);
  }

  @Override
  public int weight(String peerSiteId) {
    return settings.get().stream()
        .flatMap(link -> link.spokes().stream())
        .filter(spoke -> spoke.siteId().equals(peerSiteId))
        .mapToInt(LinkSettings.Spoke::weight)
        .findFirst()
        .orElse(1);
  }

  private LinkCaps caps(String peerSiteId) {
    Optional<LinkSettings> link = settings.get();
    return link.stream()
        .flatMap(all -> all.dial().stream())
        .filter(dial -> dial.siteId().equals(peerSiteId))
        .map(LinkSettings.Dial::caps)
        .findFirst()
        .or(() ->
            link.stream()
                .flatMap(all -> all.spokes().stream())
                .filter(spoke -> spoke.siteId().equals(peerSiteId))
                .map(LinkSettings.Spoke::caps)
                .findFirst())
        .orElse(LinkCaps.NONE);
  }

  private long rate(LinkCaps caps, Direction direction) {
    return settings
        .get()
        .map(link ->
            caps.bytesPerSecond(direction, ZonedDateTime.ofInstant(clock.instant(), link.zone())))
        .orElse(0L);
  }
}
