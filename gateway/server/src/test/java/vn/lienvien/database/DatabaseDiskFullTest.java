package vn.lienvien.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.SmallDisk;

/** A disk that is full while the gateway works, and has space again. */
class DatabaseDiskFullTest {
  @TempDir Path directory;

  @Test
  void worksAgainWithoutARestartAndHasEverythingThatItSaidWasCommitted()
      throws IOException, InterruptedException {
    Path home = directory.resolve("disk");
    try (SmallDisk disk = SmallDisk.at(home, 16)) {
      if (!disk.canBeFilled()) {
        System.out.println("mounting a small disk needs root: it was not filled");
        return;
      }
      try (Database database = Database.open(home, Clock.systemUTC())) {
        database.commit(transaction -> transaction.handle().execute("CREATE TABLE kept (n INT)"));
        int kept = 0;
        for (int round = 0; round < 3; round++) {
          kept += commitUntilItFails(database, disk, kept);
          disk.giveBack();
          assertThat(count(database)).isGreaterThanOrEqualTo(kept);
        }
      }
      try (Database reopened = Database.open(home, Clock.systemUTC())) {
        assertThat(count(reopened)).isPositive();
      }
    }
  }

  /** How many commits were acknowledged. */
  private static int commitUntilItFails(Database database, SmallDisk disk, int from)
      throws IOException, InterruptedException {
    Eventually.that(() -> assertThat(inserts(database, from)).isTrue());
    disk.fill();
    int[] acknowledged = {1};
    assertThatThrownBy(
            () -> {
              while (true) {
                insert(database, from + acknowledged[0]);
                acknowledged[0]++;
              }
            })
        .isInstanceOf(RuntimeException.class);
    return acknowledged[0];
  }

  /** H2 takes a moment to let go of the file that it could not write. */
  private static boolean inserts(Database database, int number) {
    try {
      insert(database, number);
      return true;
    } catch (IllegalStateException | DatabaseException e) {
      return false;
    }
  }

  private static void insert(Database database, int number) {
    database.commit(
        transaction -> transaction.handle().execute("INSERT INTO kept (n) VALUES (?)", number));
  }

  /** The first question may still meet the closed database. */
  private static int count(Database database) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.read(
            handle -> handle.createQuery("SELECT COUNT(*) FROM kept").mapTo(Integer.class).one());
      } catch (DatabaseException e) {
        assertThat(attempt).as("still away: %s", e.getMessage()).isLessThan(5);
      }
    }
  }
}
