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
  void aWindowOpensWhileAcksComeQuicklyAndClosesWhenTheLineHoldsThemUp() {
    FlightWindow window = new FlightWindow();
    long now = 0;
    for (int i = 0; i < 100; i++) {
      fill(window, now);
      now += 10 * MILLISECOND;
      window.acked(ack(30, 0), now);
    }
    assertThat(window.sizeBytes()).isGreaterThan(8 * LinkLimits.PIECE_BYTES);
    for (int i = 0; i < 100; i++) {
      now += 400 * MILLISECOND;
      window.acked(ack(350, 300), now);
    }
    assertThat(window.sizeBytes()).isEqualTo(FlightWindow.FLOOR_BYTES);
  }

  @Test
  void aConnectionThatLosesPacketsOnAnEmptyLineKeepsWhatKeepsItBusy() {
    FlightWindow window = new FlightWindow();
    fill(window, 0);
    window.acked(ack(30, 0), MILLISECOND);
    fill(window, MILLISECOND);
    window.acked(ack(30, 0), 2 * MILLISECOND);
    for (int i = 1; i < 100; i++) {
      window.acked(ack(350, 2), i * 400 * MILLISECOND);
    }
    assertThat(window.sizeBytes()).isEqualTo(FlightWindow.BUSY_BYTES);
  }

  @Test
  void aWindowThatHasNotBeenUsedForLongBeginsAnew() {
    FlightWindow window = new FlightWindow();
    for (int i = 0; i < 10; i++) {
      fill(window, i);
      while (window.flyingBytes() > 0) {
        window.acked(ack(30, 0), i);
      }
    }
    assertThat(window.open(30 * MILLISECOND, 2_000 * MILLISECOND)).isTrue();
    assertThat(window.sizeBytes()).isGreaterThan(8 * LinkLimits.PIECE_BYTES);
    assertThat(window.open(30 * MILLISECOND, 4_000 * MILLISECOND)).isTrue();
    assertThat(window.sizeBytes()).isEqualTo(LinkLimits.PIECE_BYTES);
  }

  @Test
  void whatALineHoldsByItselfMayBeUnderWayFromTheStart() {
    FlightWindow near = new FlightWindow();
    FlightWindow far = new FlightWindow();
    assertThat(near.open(20 * MILLISECOND, 0)).isTrue();
    assertThat(far.open(300 * MILLISECOND, 0)).isTrue();
    assertThat(near.sizeBytes()).isEqualTo(LinkLimits.PIECE_BYTES);
    assertThat(far.sizeBytes()).isEqualTo(3 * LinkLimits.PIECE_BYTES);
  }

  @Test
  void whatAPingSaysOfTheQueueCountsForAWhile() {
    Line line = new Line();
    assertThat(line.queueNanos(0)).isEqualTo(Long.MAX_VALUE);
    line.queued(5 * MILLISECOND, 0);
    assertThat(line.queueNanos(1_000 * MILLISECOND)).isEqualTo(5 * MILLISECOND);
    assertThat(line.queueNanos(5_000 * MILLISECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aLineThatHasBecomeLongerIsBelievedOnceItIsIdleAndSaysSoThreeTimes() {
    Line line = new Line();
    line.trip(2 * MILLISECOND, 1);
    line.idleTrip(300 * MILLISECOND);
    line.idleTrip(310 * MILLISECOND);
    assertThat(line.leastNanos()).isEqualTo(2 * MILLISECOND);
    assertThat(line.doubted()).isTrue();
    line.idleTrip(3 * MILLISECOND);
    assertThat(line.doubted()).as("it was a queue of somebody else's").isFalse();
    line.idleTrip(300 * MILLISECOND);
    line.idleTrip(310 * MILLISECOND);
    line.idleTrip(305 * MILLISECOND);
    assertThat(line.leastNanos()).isEqualTo(300 * MILLISECOND);
    assertThat(line.doubted()).isFalse();
  }

  private static void fill(FlightWindow window, long now) {
    while (window.open(30 * MILLISECOND, now)) {
      window.sent(LinkLimits.PIECE_BYTES);
    }
  }

  private static FlightWindow.Ack ack(long tripMillis, long queueMillis) {
    return new FlightWindow.Ack(
        LinkLimits.PIECE_BYTES,
        tripMillis * MILLISECOND,
        30 * MILLISECOND,
        queueMillis * MILLISECOND,
        6);
  }

  @Test
  void connectionsGrowWhereTheLineStaysEmptyAndShrinkWhereItStaysFull() {
    ConnectionCount count = new ConnectionCount();
    int first = count.wanted(1 << 30);
    for (int i = 0; i < 8 * 20; i++) {
      count.queued(2 * MILLISECOND, 100 * MILLISECOND);
    }
    assertThat(count.wanted(1 << 30)).isEqualTo(ConnectionCount.MOST).isGreaterThan(first);
    assertThat(count.tooMany(ConnectionCount.MOST)).isFalse();
    for (int i = 0; i < 8 * 20; i++) {
      count.queued(300 * MILLISECOND, 100 * MILLISECOND);
    }
    assertThat(count.wanted(1 << 30)).isLessThan(first).isEqualTo(count.working());
    assertThat(count.tooMany(ConnectionCount.MOST)).isTrue();
    assertThat(count.tooMany(count.working())).isFalse();
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
