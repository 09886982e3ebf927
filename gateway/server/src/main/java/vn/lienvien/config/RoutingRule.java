package vn.lienvien.config;

import java.time.Duration;
import vn.lienvien.model.Priority;

/**
 * Studies that this application entity pushes are consultations.
 *
 * @param consultingSiteId who reads them
 * @param quiet nothing new for this long means that the study is complete
 */
public record RoutingRule(
    String fromAETitle, Priority priority, String consultingSiteId, Duration quiet) {
  public static final Duration DEFAULT_QUIET = Duration.ofSeconds(60);
}
