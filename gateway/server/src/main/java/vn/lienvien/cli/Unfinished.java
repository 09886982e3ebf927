package vn.lienvien.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A hidden directory beside a result, for what is not finished: it goes when the work ends, also
 * when a person interrupts it, so that no half file bears a result's name. Thread-safe.
 */
final class Unfinished implements AutoCloseable {
  private final Path directory;
  private final AtomicLong count = new AtomicLong();

  private Unfinished(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeQuietly, "unfinished"));
  }

  /** In the directory that the results will be in, so that they only need a new name. */
  static Unfinished in(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new NoSuchFileException(parent.toString());
    }
    return new Unfinished(Files.createTempDirectory(parent, ".lienvien-"));
  }

  Path directory() {
    return directory;
  }

  /** A name of its own; the file is for the caller to make, with the rights that others get too. */
  Path newPath() {
    return directory.resolve(count.incrementAndGet() + ".part");
  }

  /** Gives finished work its name, over what bore it. */
  static void finish(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> left;
    try (Stream<Path> files = Files.list(directory)) {
      left = files.toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory);
  }

  /** At the program's end nobody is left who could be told. */
  private void closeQuietly() {
    try {
      close();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
  }
}
