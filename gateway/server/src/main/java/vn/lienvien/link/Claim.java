package vn.lienvien.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One site's claim on a line that several share.
 *
 * @param most what it could use at most, bytes a second
 */
record Claim(String siteId, int weight, double most) {
  /**
   * Max-min fair by weight: who could use less than its share gets what it can use, and the rest is
   * divided among the others.
   */
  static Map<String, Long> fill(long total, List<Claim> claims) {
    Map<String, Long> shares = new HashMap<>();
    List<Claim> open = new ArrayList<>(claims);
    double left = total;
    boolean settled = false;
    while (!settled && !open.isEmpty()) {
      double perWeight = left / open.stream().mapToInt(Claim::weight).sum();
      List<Claim> modest =
          open.stream().filter(claim -> claim.most() < perWeight * claim.weight()).toList();
      settled = modest.isEmpty();
      for (Claim claim : settled ? List.copyOf(open) : modest) {
        double share = settled ? perWeight * claim.weight() : claim.most();
        shares.put(claim.siteId(), Math.max(1, (long) share));
        left -= share;
        open.remove(claim);
      }
    }
    return shares;
  }
}
