package vn.lienvien.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Divides what all links together may use among those that have work, by weight; what one cannot
 * use, because its own line is thinner, goes to the others. Thread-safe.
 */
final class LinkShares {
  /** Below this part of its share a link is held back by something else. */
  private static final double HELD_BACK = .8;

  private static final double HEADROOM = 1.25;
  private static final long LEAST_BYTES = 8 * 1024;
  private static final long SETTLED_NANOS = Duration.ofSeconds(6).toNanos();

  private final LinkPolicy policy;
  private final Map<String, Long> sending = new ConcurrentHashMap<>();
  private final Map<String, Long> receiving = new ConcurrentHashMap<>();
  private final Map<String, Long> activeSince = new ConcurrentHashMap<>();

  LinkShares(LinkPolicy policy) {
    this.policy = policy;
  }

  /** The pace of the link to a peer: its own caps and its share. */
  LinkPace pace(String peerSiteId) {
    return new LinkPace(
        () ->
            LinkPace.least(
                policy.sendingCap(peerSiteId),
                policy.totalSendingCap() == 0 ? 0 : sending.getOrDefault(peerSiteId, 0L)),
        () ->
            LinkPace.least(
                policy.receivingCap(peerSiteId),
                policy.totalReceivingCap() == 0 ? 0 : receiving.getOrDefault(peerSiteId, 0L)),
        () -> policy.statExempt(peerSiteId));
  }

  /** To be called a few times a second. */
  void divide(Collection<PeerLink> links, long nowNanos) {
    divide(
        policy.totalSendingCap(),
        links,
        sending,
        new Use("s", nowNanos, PeerLink::outgoingBytes, link -> link.line().sendingRate(nowNanos)));
    divide(
        policy.totalReceivingCap(),
        links,
        receiving,
        new Use(
            "r", nowNanos, PeerLink::incomingBytes, link -> link.line().receivingRate(nowNanos)));
  }

  private record Use(
      String direction,
      long nowNanos,
      ToLongFunction<PeerLink> backlog,
      ToLongFunction<PeerLink> rate) {}

  private void divide(long total, Collection<PeerLink> links, Map<String, Long> shares, Use use) {
    if (total == 0) {
      return;
    }
    List<Claim> claims = new ArrayList<>();
    for (PeerLink link : links) {
      String site = link.peerSiteId();
      String key = use.direction() + site;
      if (use.backlog().applyAsLong(link) > 0) {
        long since = activeSince.computeIfAbsent(key, ignored -> use.nowNanos());
        long rate = use.rate().applyAsLong(link);
        boolean heldBack =
            use.nowNanos() - since > SETTLED_NANOS
                && rate < HELD_BACK * shares.getOrDefault(site, Long.MAX_VALUE);
        double most = heldBack ? rate * HEADROOM + LEAST_BYTES : Double.MAX_VALUE;
        claims.add(new Claim(site, policy.weight(site), most));
      } else {
        activeSince.remove(key);
      }
    }
    int weights = claims.stream().mapToInt(Claim::weight).sum();
    for (PeerLink link : links) {
      // Whoever begins has what it would get among those who are at it.
      int weight = policy.weight(link.peerSiteId());
      shares.put(link.peerSiteId(), Math.max(1, total * weight / (weights + weight)));
    }
    Claim.fill(total, claims).forEach(shares::put);
  }
}
