package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What decides how fast a link may go: buckets, windows, shares, numbers of connections. */
class LinkRatesTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void aBucketLetsItsRateThroughWithinAPartInAHundred() {
    TokenBucket bucket = new TokenBucket();
    bucket.rate(250_000, 0);
    long sent = 0;
    for (long now = 0; now < Duration.ofSeconds(60).toNanos(); now += MILLISECOND) {
      while (bucket.ready(now)) {
        bucket.take(16_320, now);
        sent += 16_320;
      }
    }
    assertThat(sent).isBetween(60 * 247_500L, 60 * 252_500L);
  }

  @Test
  void aBucketObeysANewRateAtOnceAndNoRateAtAll() {
    TokenBucket bucket = new TokenBucket();
    assertThat(bucket.ready(0)).isTrue();
    bucket.take(1 << 30, 0);
    assertThat(bucket.ready(1)).isTrue();
    bucket.rate(1_000, 1);
    bucket.take(20_000, 1);
    assertThat(bucket.ready(Duration.ofSeconds(1).toNanos())).isFalse();
    bucket.rate(TokenBucket.UNLIMITED, 2);
    assertThat(bucket.ready(3)).isTrue();
  }

  @Test
  void aWindowOpensWhileAcksComeQuicklyAndClosesWhenTheyComeLate() {
    FlightWindow window = new FlightWindow();
    long now = 0;
    for (int i = 0; i < 100; i++) {
      while (window.open()) {
        window.sent(LinkLimits.PIECE_BYTES);
      }
      now += 10 * MILLISECOND;
      window.acked(LinkLimits.PIECE_BYTES, 30 * MILLISECOND, 30 * MILLISECOND, now);
    }
    long wide = window.sizeBytes();
    assertThat(wide).isGreaterThan(8 * LinkLimits.PIECE_BYTES);
    for (int i = 0; i < 100; i++) {
      now += 400 * MILLISECOND;
      window.acked(LinkLimits.PIECE_BYTES, 350 * MILLISECOND, 30 * MILLISECOND, now);
    }
    assertThat(window.sizeBytes()).isEqualTo(FlightWindow.FLOOR_BYTES);
  }

  @Test
  void connectionsGrowWhereTheLineStaysEmptyAndShrinkWhereItStaysFull() {
    ConnectionCount count = new ConnectionCount();
    int first = count.wanted(1 << 30);
    for (int i = 0; i < 8 * 20; i++) {
      count.queued(2 * MILLISECOND);
    }
    assertThat(count.wanted(1 << 30)).isEqualTo(ConnectionCount.MOST).isGreaterThan(first);
    for (int i = 0; i < 8 * 20; i++) {
      count.queued(300 * MILLISECOND);
    }
    assertThat(count.wanted(1 << 30)).isLessThan(first);
    assertThat(count.wanted(0)).isEqualTo(ConnectionCount.IDLE);
  }

  @Test
  void aSharedLineIsDividedByWeightAndWhatOneCannotUseGoesToTheOthers() {
    double any = Double.MAX_VALUE;
    assertThat(Claim.fill(1_000, List.of(new Claim("a", 1, any), new Claim("b", 3, any))))
        .isEqualTo(Map.of("a", 250L, "b", 750L));
    assertThat(
            Claim.fill(
                1_000,
                List.of(new Claim("thin", 1, 100), new Claim("a", 1, any), new Claim("b", 1, any))))
        .isEqualTo(Map.of("thin", 100L, "a", 450L, "b", 450L));
    assertThat(Claim.fill(1_000, List.of())).isEmpty();
  }
}
