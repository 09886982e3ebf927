package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlightWindowTest {
  private static final long TRIP = Duration.ofMillis(100).toNanos();
  private static final long SILENCE = Duration.ofSeconds(4).toNanos();
  private static final int PIECE = LinkLimits.PIECE_BYTES;

  private final FlightWindow window = new FlightWindow();

  @Test
  void itBeginsUntilSomethingIsSentAndAnewAfterASilence() {
    assertThat(window.open(TRIP, 0)).isTrue();
    assertThat(window.begins()).isTrue();
    window.sent(PIECE);
    assertThat(window.begins()).isFalse();
    assertThat(window.open(TRIP, SILENCE)).as("a piece flies: no silence").isFalse();
    window.acked(new FlightWindow.Ack(PIECE, TRIP, TRIP, 0, 1), TRIP);
    assertThat(window.open(TRIP, 2 * TRIP)).isTrue();
    assertThat(window.begins()).isFalse();
    assertThat(window.open(TRIP, TRIP + SILENCE)).isTrue();
    assertThat(window.begins()).isTrue();
  }

  @Test
  void onALongLineMoreMayFlyFromTheStart() {
    assertThat(window.open(3 * TRIP, 0)).isTrue();
    assertThat(window.sizeBytes()).isEqualTo(3L * PIECE);
  }
}
