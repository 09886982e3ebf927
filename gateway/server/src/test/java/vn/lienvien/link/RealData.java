package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real DICOM beside the repository, or where {@code -Dlienvien.data} says. */
final class RealData {
  private RealData() {}

  static Optional<Path> directory() {
    String told = System.getProperty("lienvien.data", "");
    if (!told.isEmpty()) {
      return Optional.of(Path.of(told)).filter(Files::isDirectory);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        return Optional.of(at.resolve("shared/data"));
      }
    }
    System.out.println("real DICOM data is absent: made-up files are used instead");
    return Optional.empty();
  }

  /** The files of one series, sorted; empty where there is no real data. */
  static List<Path> series(String name) throws IOException {
    Optional<Path> directory = directory();
    if (directory.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.get().resolve(name))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
