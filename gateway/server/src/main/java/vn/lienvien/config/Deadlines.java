package vn.lienvien.config;

import java.time.Duration;
import vn.lienvien.model.Priority;

/** How soon a result is due, counted from the order. */
public record Deadlines(Duration stat, Duration urgent, Duration routine) {
  public static final Deadlines DEFAULT =
      new Deadlines(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24));

  public Duration of(Priority priority) {
    return switch (priority) {
      case STAT -> stat;
      case URGENT -> urgent;
      case ROUTINE -> routine;
    };
  }
}
