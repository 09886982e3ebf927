package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where files wait until they are in the archive, on the same file system. Nothing here outlives a
 * restart. Thread-safe.
 */
public final class Staging {
  private static final String INTENT = ".intent";

  /** What files on their way may take in memory, all together, before they go to the disk. */
  private static final long IN_MEMORY_BYTES = 64L << 20;

  private final Path directory;
  private final SlabPool pool = new SlabPool(IN_MEMORY_BYTES);

  Staging(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** A name nobody else has; the caller writes the file and offers it, or deletes it. */
  public Path create() {
    return directory.resolve(UUID.randomUUID() + ".part");
  }

  /** A new file that is measured while it is written. */
  public StagedFile open() {
    return new StagedFile(create(), pool);
  }

  /** Copies a stream to a new file; leaves nothing behind when it fails. */
  public Path receive(InputStream content) throws IOException {
    Path file = create();
    try {
      Files.copy(content, file);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Notes paths of which some will be without a row if the process dies now. The note need not be
   * forced to the disk: should it be lost with the power, a file without a row costs room and
   * nothing else.
   */
  Path intend(List<String> paths) throws IOException {
    return Files.write(directory.resolve(UUID.randomUUID() + INTENT), paths);
  }

  /** What a dead process left: the paths of its intents; everything else here is deleted. */
  List<Path> leftIntents() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(directory)) {
      all = files.toList();
    }
    for (Path file : all) {
      if (!isIntent(file)) {
        Files.delete(file);
      }
    }
    return all.stream().filter(Staging::isIntent).toList();
  }

  private static boolean isIntent(Path file) {
    return file.toString().endsWith(INTENT);
  }
}
