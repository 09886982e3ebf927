package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.database.Database;

/**
 * Puts the disk in order after a process died: every path that it intended and that no row names is
 * deleted. Nobody was told that such a file is stored.
 */
final class Sweep {
  private final Database database;
  private final ArchiveFiles files;
  private final Staging staging;

  Sweep(Database database, ArchiveFiles files, Staging staging) {
    this.database = database;
    this.files = files;
    this.staging = staging;
  }

  void run() throws IOException {
    for (Path intent : staging.leftIntents()) {
      settle(intent);
    }
  }

  /** Deletes what has no row, then the intent. */
  void settle(Path intent) throws IOException {
    for (String path : Files.readAllLines(intent)) {
      if (!database.read(handle -> InstanceRows.isFileOfARow(handle, path))) {
        Files.deleteIfExists(files.absolute(path));
      }
    }
    Files.deleteIfExists(intent);
  }
}
