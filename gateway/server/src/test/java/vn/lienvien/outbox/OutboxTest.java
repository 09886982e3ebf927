package vn.lienvien.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.Database;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Priority;

final class OutboxTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(80));

  @TempDir Path directory;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = Database.open(directory, Clock.systemUTC());
    outbox = new Outbox(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void runsAJobOnceAndForgetsIt() {
    Queue<String> ran = new ConcurrentLinkedQueue<>();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher.register(JobKind.ADVANCE_CASE, job -> done(ran, job)).start();
      put(JobKind.ADVANCE_CASE, "c1");
      until(() -> outbox.all().isEmpty() && !ran.isEmpty());
    }
    assertThat(ran).containsExactly("c1");
  }

  @Test
  void keepsOneJobPerKindAndSubjectAndMovesItForward() {
    database.commit(tx -> {
      outbox.put(tx, JobKind.FETCH_STUDY, "c1", Priority.ROUTINE, Duration.ofHours(1));
      outbox.put(tx, JobKind.FETCH_STUDY, "c1", Priority.STAT, Duration.ofMinutes(1));
      outbox.put(tx, JobKind.FETCH_STUDY, "c1", Priority.URGENT, Duration.ofHours(9));
    });
    assertThat(outbox.all()).hasSize(1);
    Job job = outbox.all().getFirst().job();
    assertThat(job.priority()).isEqualTo(Priority.STAT);
    assertThat(job.dueAt()).isBefore(database.now().plus(Duration.ofMinutes(2)));
  }

  @Test
  void runsAgainWhatWasPutWhileItRan() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher
          .register(
              JobKind.ADVANCE_CASE,
              _ -> {
                runs.incrementAndGet();
                inside.countDown();
                goOn.await();
                return JobOutcome.DONE;
              })
          .start();
      put(JobKind.ADVANCE_CASE, "c1");
      assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
      put(JobKind.ADVANCE_CASE, "c1");
      goOn.countDown();
      until(() -> runs.get() == 2 && outbox.all().isEmpty());
    }
    assertThat(runs).hasValue(2);
  }

  @Test
  void triesAFailedJobAgainAndNamesTheErrorWithoutForeignText() {
    AtomicInteger runs = new AtomicInteger();
    Queue<String> errors = new ConcurrentLinkedQueue<>();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher
          .register(
              JobKind.NOTIFY_HIS,
              job -> {
                outbox.all().forEach(view -> errors.add(view.lastError()));
                assertThat(job.attempts()).isEqualTo(runs.get());
                if (runs.incrementAndGet() < 3) {
                  throw new IllegalArgumentException("Nguyễn Văn A is not a number");
                }
                return JobOutcome.DONE;
              })
          .start();
      put(JobKind.NOTIFY_HIS, "c1");
      until(() -> runs.get() == 3 && outbox.all().isEmpty());
    }
    assertThat(errors)
        .containsExactly(
            "", "IllegalArgumentException, see the log", "IllegalArgumentException, see the log");
  }

  @Test
  void keepsWhatWasGivenUpUntilItIsPutAgain() {
    AtomicInteger runs = new AtomicInteger();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher
          .register(
              JobKind.NOTIFY_HIS,
              _ ->
                  runs.incrementAndGet() == 1
                      ? new JobOutcome.GaveUp("the HIS says AR")
                      : JobOutcome.DONE)
          .start();
      put(JobKind.NOTIFY_HIS, "c1");
      until(() -> outbox.all().stream().anyMatch(j -> j.state() == JobView.State.GAVE_UP));
      assertThat(outbox.all().getFirst().lastError()).isEqualTo("the HIS says AR");
      put(JobKind.NOTIFY_HIS, "c1");
      until(() -> outbox.all().isEmpty());
    }
    assertThat(runs).hasValue(2);
  }

  @Test
  void runsAfterARestartWhatADeadProcessLeftRunning() {
    put(JobKind.ADVANCE_CASE, "c1");
    Room room = new Room();
    room.open(JobKind.ADVANCE_CASE, 1);
    assertThat(outbox.take(room)).hasSize(1);
    assertThat(outbox.all().getFirst().state()).isEqualTo(JobView.State.RUNNING);
    database.close();
    open();
    Queue<String> ran = new ConcurrentLinkedQueue<>();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher.register(JobKind.ADVANCE_CASE, job -> done(ran, job)).start();
      until(() -> outbox.all().isEmpty());
    }
    assertThat(ran).containsExactly("c1");
  }

  @Test
  void runsNoMoreOfAKindAtOnceThanItsLimit() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Dispatcher dispatcher = new Dispatcher(outbox, QUICK)) {
      dispatcher
          .register(
              JobKind.STORE_TO_PACS,
              2,
              _ -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.sleep(10);
                now.decrementAndGet();
                return JobOutcome.DONE;
              })
          .start();
      for (int i = 0; i < 12; i++) {
        put(JobKind.STORE_TO_PACS, "c" + i);
      }
      until(() -> outbox.all().isEmpty());
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void waitsLongerAfterEveryFailureUpToTheCap() {
    Backoff backoff = Backoff.DEFAULT;
    java.util.Random random = new java.util.Random(7);
    assertThat(backoff.after(1, random)).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
    assertThat(backoff.after(5, random))
        .isBetween(Duration.ofMillis(12800), Duration.ofSeconds(16));
    assertThat(backoff.after(1000, random)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  private void put(JobKind kind, String subject) {
    database.commit(tx -> outbox.put(tx, kind, subject, Priority.ROUTINE, Duration.ZERO));
  }

  private static JobOutcome done(Queue<String> ran, Job job) {
    ran.add(job.subject());
    return JobOutcome.DONE;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
