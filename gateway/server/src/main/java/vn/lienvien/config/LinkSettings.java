package vn.lienvien.config;

import java.util.List;
import java.util.Optional;

/** The link between sites: a hub listens, a spoke dials and never listens. */
public record LinkSettings(Optional<ListenAddress> listen, List<Dial> dial) {
  /** A hub to dial; {@code siteId} is what its certificate must say. */
  public record Dial(String siteId, String host, int port) {}
}
