package vn.lienvien.consult;

import java.time.Duration;
import vn.lienvien.model.Priority;

/** How long a case of each priority may take from order to result. */
public record Deadlines(Duration stat, Duration urgent, Duration routine) {
  Duration of(Priority priority) {
    return switch (priority) {
      case STAT -> stat;
      case URGENT -> urgent;
      case ROUTINE -> routine;
    };
  }
}
