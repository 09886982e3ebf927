package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real DICOM files beside the repository, or those that -Dlienvien.data names. */
final class RealFiles {
  private static final String PROPERTY = "lienvien.data";

  private RealFiles() {}

  static Optional<Path> directory() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path data = up.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    System.out.println("shared/data is absent: real files are not tested (-D" + PROPERTY + "=DIR)");
    return Optional.empty();
  }

  /** Every file below the directory, in a fixed order. */
  static List<Path> all() throws IOException {
    Optional<Path> directory = directory();
    if (directory.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory.get())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  static Optional<Path> named(String name) {
    return directory().map(data -> data.resolve("files").resolve(name)).filter(Files::exists);
  }
}
