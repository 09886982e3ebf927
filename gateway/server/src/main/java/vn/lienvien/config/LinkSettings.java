package vn.lienvien.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The link between sites: a hub listens, a spoke dials and never listens.
 *
 * @param spokes what a hub wants otherwise for single sites
 * @param caps for all links of this gateway together; shared among them by weight
 * @param zone whose clock the caps go by
 */
public record LinkSettings(
    Optional<ListenAddress> listen,
    List<Dial> dial,
    List<Spoke> spokes,
    LinkCaps caps,
    ZoneId zone) {
  /** What was written for one link; none for a link that nothing was written for. */
  public LinkCaps capsOf(String peerSiteId) {
    return dial.stream()
        .filter(one -> one.siteId().equals(peerSiteId))
        .map(Dial::caps)
        .findFirst()
        .or(() ->
            spokes.stream()
                .filter(one -> one.siteId().equals(peerSiteId))
                .map(Spoke::caps)
                .findFirst())
        .orElse(LinkCaps.NONE);
  }

  /** A hub to dial; {@code siteId} is what its certificate must say. */
  public record Dial(String siteId, String host, int port, Optional<Proxy> proxy, LinkCaps caps) {}

  /** An HTTP proxy; the password is in a file. */
  public record Proxy(String host, int port, Optional<String> user, Optional<Path> passwordFile) {}

  /**
   * A site that dials us.
   *
   * @param weight its share where sites compete, 1 for most
   */
  public record Spoke(String siteId, int weight, LinkCaps caps) {}
}
