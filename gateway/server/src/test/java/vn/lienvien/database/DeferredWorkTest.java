package vn.lienvien.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.lienvien.peer.Eventually;

/** Rows that nobody waits for, on a database that fails. */
final class DeferredWorkTest {
  private static final DeferredWork.Patience SHORT =
      new DeferredWork.Patience(Duration.ofMillis(1), Duration.ofMillis(1));

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile boolean available = true;

  @Test
  void triesAsLongAsTheDatabaseIsUnavailableAndTellsWhoWouldWait() throws Exception {
    available = false;
    try (DeferredWork work = new DeferredWork(this::commit, SHORT)) {
      work.add(rows("late", _ -> {}));
      Eventually.that(() -> assertThat(tries).hasValueGreaterThan(30));
      assertThatThrownBy(work::awaitApplied).isInstanceOf(DatabaseUnavailableException.class);
      assertThat(told).isEmpty();
      available = true;
      Eventually.that(() -> assertThat(told).containsExactly("late committed"));
      work.add(rows("next", _ -> {}));
      work.awaitApplied();
      assertThat(told).containsExactly("late committed", "next committed");
    }
  }

  @Test
  void writesNoRowsBeforeWhatMustBeDoneFirstIsDone() throws Exception {
    AtomicInteger failures = new AtomicInteger(20);
    try (DeferredWork work = new DeferredWork(this::commit, SHORT)) {
      work.add(
          new Told("late", _ -> {}) {
            @Override
            public void prepare() throws IOException {
              if (failures.getAndDecrement() > 0) {
                throw new IOException("No space left on device");
              }
            }
          });
      Eventually.that(() -> assertThat(told).containsExactly("late committed"));
      assertThat(tries).hasValue(1);
    }
  }

  @Test
  void refusesOnlyTheRowsThatCanNeverBeWritten() {
    try (DeferredWork work = new DeferredWork(this::commit, SHORT)) {
      work.add(rows("good", _ -> {}));
      work.add(
          rows(
              "bad",
              _ -> {
                throw new IllegalArgumentException("never");
              }));
      work.add(rows("also good", _ -> {}));
      work.awaitApplied();
      assertThat(told)
          .containsExactlyInAnyOrder("good committed", "bad refused", "also good committed");
    }
  }

  @Test
  void endsThoughTheDatabaseIsUnavailableAndSaysThatRowsAreMissing() throws Exception {
    available = false;
    DeferredWork work = new DeferredWork(this::commit, SHORT);
    work.add(rows("never", _ -> {}));
    Eventually.that(() -> assertThat(tries).hasValueGreaterThan(1));
    work.close();
    assertThatThrownBy(work::awaitApplied).isInstanceOf(DatabaseUnavailableException.class);
    assertThatThrownBy(() -> work.add(rows("too late", _ -> {})))
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThat(told).isEmpty();
  }

  private void commit(Consumer<Transaction> work) {
    tries.incrementAndGet();
    if (!available) {
      throw new DatabaseUnavailableException("No space left on device");
    }
    work.accept(null);
  }

  private Deferral rows(String name, Consumer<String> writing) {
    return new Told(name, writing);
  }

  private class Told implements Deferral {
    private final String name;
    private final Consumer<String> writing;

    Told(String name, Consumer<String> writing) {
      this.name = name;
      this.writing = writing;
    }

    @Override
    public void rows(Transaction transaction) {
      writing.accept(name);
    }

    @Override
    public void committed() {
      told.add(name + " committed");
    }

    @Override
    public void refused(Throwable why) {
      told.add(name + " refused");
    }
  }
}
