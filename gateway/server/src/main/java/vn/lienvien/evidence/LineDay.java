package vn.lienvien.evidence;

import java.time.LocalDate;

/**
 * One line on one day (UTC+07:00).
 *
 * @param watchedSeconds how long this gateway ran and looked
 * @param connectedSeconds of these, while the line stood
 * @param throughputP5Kbps kbit/s that all but the worst twentieth of busy moments reached; zero
 *     when nothing was sent
 */
public record LineDay(
    String siteId,
    LocalDate day,
    int watchedSeconds,
    int connectedSeconds,
    int outages,
    int longestOutageSeconds,
    int throughputP5Kbps,
    int throughputP50Kbps,
    int roundTripP50Ms,
    int roundTripP95Ms) {

  /** Share of the watched time, 0 to 1. */
  public double availability() {
    return watchedSeconds == 0 ? 0 : (double) connectedSeconds / watchedSeconds;
  }
}
