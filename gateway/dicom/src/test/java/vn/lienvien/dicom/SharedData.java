package vn.lienvien.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real DICOM files that are not in the repository: {@code shared/data} beside it, or the directory
 * that {@code -Dlienvien.data} names. Where it is absent, one line says so.
 */
public final class SharedData {
  private SharedData() {}

  /** All files, in order; none where the directory is absent. */
  public static List<Path> files() {
    Optional<Path> directory = directory();
    if (directory.isEmpty()) {
      System.out.println("shared/data is not here: real files are not tested");
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory.get())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> directory() {
    String named = System.getProperty("lienvien.data");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path sibling = at.resolveSibling("shared").resolve("data");
      if (at.getParent() != null && Files.isDirectory(sibling)) {
        return Optional.of(sibling);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }
}
