package vn.lienvien.config;

import java.time.Duration;
import vn.lienvien.model.Priority;

/**
 * Studies that this application entity pushes are consultations, or go to a destination.
 *
 * @param consultingSiteId who reads them; empty for a rule with a destination
 * @param destination a site without Liên Viện that gets them; empty for a rule with a reader
 * @param quiet nothing new for this long means that the study is complete
 */
public record RoutingRule(
    String fromAETitle,
    Priority priority,
    String consultingSiteId,
    String destination,
    Duration quiet) {
  public static final Duration DEFAULT_QUIET = Duration.ofSeconds(60);
}
