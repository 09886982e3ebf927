package vn.lienvien.evidence;

import java.time.LocalDate;

/**
 * What a hub's own line had to carry on one day.
 *
 * @param points the most that were connected at once, this hub not counted
 */
public record HubDay(LocalDate day, int points) {
  /** At least 4 Mbps for every point (Circular 49, Article 8(4)). */
  public static final int KBPS_A_POINT = 4000;

  /** (n - 1) x 4 Mbps, where n counts this hub too. */
  public int requiredKbps() {
    return points * KBPS_A_POINT;
  }
}
