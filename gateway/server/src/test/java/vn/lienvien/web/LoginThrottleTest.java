package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void aFewMistakesCostNothing() {
    fail(4, "an", "10.0.0.1");
    assertThatCode(() -> throttle.check("an", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void moreMistakesCostEverMoreTime() {
    fail(5, "an", "10.0.0.1");
    assertRefused("an", "10.0.0.2");
    pass(Duration.ofSeconds(2));
    assertThatCode(() -> throttle.check("an", "10.0.0.1")).doesNotThrowAnyException();
    fail(10, "an", "10.0.0.1");
    pass(Duration.ofMinutes(14));
    assertRefused("an", "10.0.0.1");
    pass(Duration.ofMinutes(2));
    assertThatCode(() -> throttle.check("an", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void othersAreNotHeldUp() {
    fail(9, "an", "10.0.0.1");
    assertThatCode(() -> throttle.check("binh", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void anAddressThatTriesManyNamesIsHeldUp() {
    for (int i = 0; i < 50; i++) {
      throttle.failed("name" + i, "10.0.0.1");
    }
    assertRefused("another", "10.0.0.1");
    assertThatCode(() -> throttle.check("another", "10.0.0.2")).doesNotThrowAnyException();
  }

  @Test
  void aRightPasswordForgivesTheNameItsMistakes() {
    fail(4, "an", "10.0.0.1");
    throttle.succeeded("an");
    fail(4, "an", "10.0.0.1");
    assertThatCode(() -> throttle.check("an", "10.0.0.1")).doesNotThrowAnyException();
  }

  private void assertRefused(String username, String remoteAddress) {
    assertThatThrownBy(() -> throttle.check(username, remoteAddress))
        .isInstanceOfSatisfying(
            HttpFault.class,
            fault -> {
              org.assertj.core.api.Assertions.assertThat(fault.code())
                  .isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS);
              org.assertj.core.api.Assertions.assertThat(fault.retryAfterSeconds()).isPositive();
            });
  }

  private void fail(int times, String username, String remoteAddress) {
    for (int i = 0; i < times; i++) {
      throttle.failed(username, remoteAddress);
    }
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
