package vn.lienvien.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is in the file at the moment when a commit has returned is what a killed process leaves.
 * Space that H2 has freed is the danger: a commit that is written there must be found again.
 */
final class DatabaseKillTest {
  private static final int COMMITS = 24;

  @TempDir Path directory;

  @Test
  void everyCommitIsInTheFileWhenItReturnsAlsoWhereFreedSpaceIsUsedAgain() throws IOException {
    Map<Integer, Path> leftByKill = new LinkedHashMap<>();
    try (Database database = Database.open(directory.resolve("live"), Clock.systemUTC())) {
      execute(database, "CREATE TABLE kept (id INT PRIMARY KEY, filler VARCHAR)");
      // H2 leaves freed space alone for 45 s; a gateway is older than that, a test need not be.
      execute(database, "SET RETENTION_TIME 0");
      for (int id = 1; id <= COMMITS; id++) {
        String filler = "x".repeat(id % 4 * 3000);
        execute(database, "INSERT INTO kept VALUES (" + id + ", '" + filler + "')");
        Path copy = Files.createDirectories(directory.resolve("killed-" + id));
        Files.copy(directory.resolve("live/lienvien.mv.db"), copy.resolve("lienvien.mv.db"));
        leftByKill.put(id, copy);
      }
    }
    Map<Integer, Integer> found = new LinkedHashMap<>();
    Map<Integer, Integer> committed = new LinkedHashMap<>();
    for (Map.Entry<Integer, Path> left : leftByKill.entrySet()) {
      committed.put(left.getKey(), left.getKey());
      found.put(left.getKey(), rows(left.getValue()));
    }
    assertThat(found).isEqualTo(committed);
  }

  private static int rows(Path killed) {
    try (Database database = Database.open(killed, Clock.systemUTC())) {
      return database.read(
          handle -> handle.createQuery("SELECT COUNT(*) FROM kept").mapTo(Integer.class).one());
    }
  }

  private static void execute(Database database, String sql) {
    database.transact(transaction -> transaction.handle().execute(sql));
  }
}
