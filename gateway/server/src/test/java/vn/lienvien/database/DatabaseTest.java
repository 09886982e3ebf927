package vn.lienvien.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  @TempDir Path directory;

  @Test
  void keepsWhatWasCommittedAndForgetsWhatWasRolledBack() {
    AtomicInteger effects = new AtomicInteger();
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      database.commit(tx -> {
        insert(tx, "kept");
        tx.afterCommit(effects::incrementAndGet);
      });
      assertThatThrownBy(() ->
              database.commit(tx -> {
                insert(tx, "lost");
                tx.afterCommit(effects::incrementAndGet);
                throw new IllegalArgumentException("no");
              }))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      assertThat(ids(database)).containsExactly("kept");
    }
    assertThat(effects).hasValue(1);
  }

  @Test
  void triesATransactionAgainThatLostARaceOfTwoInserts() throws Exception {
    try (Database database = Database.open(directory, Clock.systemUTC());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CyclicBarrier together = new CyclicBarrier(2);
      AtomicInteger first = new AtomicInteger();
      Runnable insertUnlessThere =
          () ->
              database.commit(tx -> {
                if (!idsIn(tx).contains("one")) {
                  if (first.incrementAndGet() <= 2) {
                    await(together);
                  }
                  insert(tx, "one");
                }
              });
      var a = threads.submit(insertUnlessThere);
      var b = threads.submit(insertUnlessThere);
      a.get(20, TimeUnit.SECONDS);
      b.get(20, TimeUnit.SECONDS);
      assertThat(ids(database)).containsExactly("one");
    }
  }

  @Test
  void losesNothingThatWasCommittedByThreadsThatAreInterruptedAllTheTime() throws Exception {
    try (Database database = Database.open(directory, Clock.systemUTC());
        var writers = Executors.newVirtualThreadPerTaskExecutor();
        var interrupter = Executors.newSingleThreadScheduledExecutor()) {
      List<Thread> threads = new CopyOnWriteArrayList<>();
      List<Future<?>> written = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String name = "writer" + writer + "-";
        written.add(
            writers.submit(() -> {
              threads.add(Thread.currentThread());
              for (int i = 0; i < 40; i++) {
                String id = name + i;
                database.commit(tx -> insert(tx, id));
              }
            }));
      }
      interrupter.scheduleAtFixedRate(
          () -> threads.forEach(Thread::interrupt), 0, 1, TimeUnit.MILLISECONDS);
      for (Future<?> one : written) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      assertThat(ids(database)).hasSize(8 * 40);
    }
  }

  @Test
  void survivesAnInterruptedThread() throws Exception {
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      Thread interrupted =
          Thread.ofPlatform()
              .start(() -> {
                Thread.currentThread().interrupt();
                database.commit(tx -> {
                  insert(tx, "interrupted");
                });
              });
      interrupted.join();
      database.commit(tx -> {
        insert(tx, "next");
      });
      assertThat(ids(database)).contains("next");
    }
  }

  @Test
  void refusesASecondProcessOnTheSameFiles() {
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      assertThat(ids(database)).isEmpty();
      String command = ProcessHandle.current().info().command().orElseThrow();
      assertThat(
              run(
                  command,
                  "-cp",
                  System.getProperty("java.class.path"),
                  SecondProcess.class.getName(),
                  directory.toString()))
          .isEqualTo(3);
    }
  }

  @Test
  void namesAFailureWithoutTheValuesOfTheStatement() {
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      assertThatThrownBy(() -> database.commit(tx -> insert(tx, "x".repeat(300))))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("22001")
          .hasMessageNotContaining("xxx");
    }
  }

  @Test
  void joinsAReadToTheTransactionOfItsThread() {
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      database.commit(tx -> {
        insert(tx, "own");
        assertThat(ids(database)).containsExactly("own");
      });
    }
  }

  @Test
  void asksAQueryInsideAQueryOnTheSameConnectionAndTakesNoTransactionThere() {
    try (Database database = Database.open(directory, Clock.systemUTC())) {
      database.read(outer -> {
        database.read(inner -> assertThat(inner).isSameAs(outer));
        assertThatThrownBy(() -> database.commit(tx -> insert(tx, "nested")))
            .isInstanceOf(IllegalStateException.class);
        return true;
      });
      assertThat(ids(database)).isEmpty();
    }
  }

  @Test
  void commitsManyTransactionsWithFewerForces() throws Exception {
    try (Database database = Database.open(directory, Clock.systemUTC());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<java.util.concurrent.Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = "m" + i;
        running.add(threads.submit(() -> database.commit(tx -> insert(tx, id))));
      }
      for (var one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
      assertThat(ids(database)).hasSize(200);
    }
  }

  private static void insert(Transaction tx, String id) {
    tx.handle()
        .createUpdate("INSERT INTO placed_message VALUES (:id, 'digest', 'case')")
        .bind("id", id)
        .execute();
  }

  private static List<String> idsIn(Transaction tx) {
    return tx.handle()
        .select("SELECT message_control_id FROM placed_message")
        .mapTo(String.class)
        .list();
  }

  private static List<String> ids(Database database) {
    return database.read(handle ->
        handle.select("SELECT message_control_id FROM placed_message").mapTo(String.class).list());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Tries to open the database that another process holds; exit code 3 when it is refused. */
  static final class SecondProcess {
    private SecondProcess() {}

    public static void main(String[] arguments) {
      try (Database database = Database.open(Path.of(arguments[0]), Clock.systemUTC())) {
        System.exit(0);
      } catch (IllegalStateException e) {
        System.exit(3);
      }
    }
  }
}
