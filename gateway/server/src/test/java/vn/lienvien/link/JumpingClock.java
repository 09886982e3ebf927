package vn.lienvien.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock that somebody sets wrongly, and right again. Thread-safe. */
final class JumpingClock extends Clock {
  private volatile Duration offset = Duration.ZERO;

  void jump(Duration newOffset) {
    offset = newOffset;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
