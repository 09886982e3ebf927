package vn.lienvien;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import vn.lienvien.config.LinkCaps;
import vn.lienvien.config.LinkCaps.Direction;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.link.LinkPolicy;
import vn.lienvien.web.LinkCapsDesk;

/** What the configuration, as it is now, and the page say of links at this time of day. */
record ConfiguredLinks(Supplier<Optional<LinkSettings>> settings, EditedCaps caps, Clock clock)
    implements LinkPolicy {
  @Override
  public long sendingCap(String peerSiteId) {
    return rate(caps.of(peerSiteId), Direction.SEND);
  }

  @Override
  public long receivingCap(String peerSiteId) {
    return rate(caps.of(peerSiteId), Direction.RECEIVE);
  }

  @Override
  public long totalSendingCap() {
    return rate(caps.of(LinkCapsDesk.ALL), Direction.SEND);
  }

  @Override
  public long totalReceivingCap() {
    return rate(caps.of(LinkCapsDesk.ALL), Direction.RECEIVE);
  }

  @Override
  public boolean statExempt(String peerSiteId) {
    return caps.of(peerSiteId).statExempt() || caps.of(LinkCapsDesk.ALL).statExempt();
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

  private long rate(LinkCaps which, Direction direction) {
    return which.bytesPerSecond(direction, ZonedDateTime.ofInstant(clock.instant(), caps.zone()));
  }
}
