package vn.lienvien.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a database in order loses nothing either, however often and soon it happens. */
final class DatabaseRestartTest {
  private static final int LIVES = 60;
  private static final int CHANGES = 20;

  @TempDir Path directory;

  @Test
  void everyCommitOutlivesManyRestartsWithinSeconds() {
    SplittableRandom random = new SplittableRandom(1);
    TreeMap<Integer, String> committed = new TreeMap<>();
    for (int life = 0; life < LIVES; life++) {
      try (Database database = Database.open(directory, Clock.systemUTC())) {
        if (life == 0) {
          database.commit(transaction ->
              transaction
                  .handle()
                  .execute("CREATE TABLE kept (id INT PRIMARY KEY, filler VARCHAR)"));
        }
        assertThat(database.read(DatabaseRestartTest::rows))
            .as("life %d", life)
            .isEqualTo(committed);
        for (int change = 0; change < CHANGES; change++) {
          int id = random.nextInt(200);
          String filler = "x".repeat(random.nextInt(6000));
          database.commit(transaction ->
              transaction.handle().execute("MERGE INTO kept KEY (id) VALUES (?, ?)", id, filler));
          committed.put(id, filler);
        }
      }
    }
  }

  private static TreeMap<Integer, String> rows(Handle handle) {
    TreeMap<Integer, String> rows = new TreeMap<>();
    handle
        .createQuery("SELECT id, filler FROM kept")
        .map((row, context) -> rows.put(row.getInt(1), row.getString(2)))
        .list();
    return rows;
  }
}
