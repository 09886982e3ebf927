package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedResponsesTest {
  private record Alarm(Duration delay, Runnable step) {}

  private final List<Alarm> alarms = new ArrayList<>();
  private long now;
  private int missing;
  private final AwaitedResponses responses =
      new AwaitedResponses(
          (delay, step) -> alarms.add(new Alarm(delay, step)),
          () -> now,
          Duration.ofSeconds(300),
          () -> missing++);

  @Test
  void oneAlarmServesAllThatIsAnsweredInTime() {
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<Status> response = new CompletableFuture<>();
      responses.add(response);
      response.complete(Status.SUCCESS);
    }
    assertThat(alarms).hasSize(1);
    pass(300);
    assertThat(missing).isZero();
    responses.add(new CompletableFuture<>());
    assertThat(alarms).as("armed anew by what is sent afterwards").hasSize(1);
  }

  @Test
  void theOldestUnansweredOneIsMissedWhenItsOwnTimeIsOver() {
    CompletableFuture<Status> answered = new CompletableFuture<>();
    responses.add(answered);
    now += Duration.ofSeconds(100).toNanos();
    responses.add(new CompletableFuture<>());
    answered.complete(Status.SUCCESS);
    pass(200);
    assertThat(missing).isZero();
    assertThat(alarms).singleElement().extracting(Alarm::delay).isEqualTo(Duration.ofSeconds(100));
    pass(100);
    assertThat(missing).isOne();
    assertThat(alarms).isEmpty();
  }

  /** Time passes, and the alarm that is due then goes off. */
  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
    alarms.removeFirst().step().run();
  }
}
