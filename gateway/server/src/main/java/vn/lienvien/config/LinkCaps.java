package vn.lienvien.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * How fast a link may be used, and when.
 *
 * @param statExempt whether STAT parcels pass by the caps
 */
public record LinkCaps(List<Window> windows, boolean statExempt) {
  /** No cap at any time. */
  public static final LinkCaps NONE = new LinkCaps(List.of(), false);

  /** Bits a second below which a cap is a mistake: a link that is to stop is revoked. */
  public static final long SLOWEST = 8_000;

  /** Bits a second above which a cap is one. */
  public static final long FASTEST = 100_000_000_000L;

  /** As seen from this gateway. */
  public enum Direction {
    SEND,
    RECEIVE
  }

  /**
   * A cap that holds every day of these from one time to another, past midnight where the second is
   * earlier; all day where they are the same.
   */
  public record Window(
      Direction direction, long bitsPerSecond, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
    boolean holds(ZonedDateTime at) {
      LocalTime time = at.toLocalTime();
      DayOfWeek day = at.getDayOfWeek();
      if (from.equals(to)) {
        return days.contains(day);
      }
      boolean begun = !time.isBefore(from);
      boolean ended = !time.isBefore(to);
      if (from.isBefore(to)) {
        return days.contains(day) && begun && !ended;
      }
      return (days.contains(day) && begun) || (days.contains(day.minus(1)) && !ended);
    }
  }

  /** Bytes a second that may be used then; zero for any number. */
  public long bytesPerSecond(Direction direction, ZonedDateTime at) {
    return windows.stream()
            .filter(window -> window.direction() == direction && window.holds(at))
            .mapToLong(Window::bitsPerSecond)
            .min()
            .orElse(0)
        / 8;
  }
}
