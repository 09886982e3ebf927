package vn.lienvien.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real DICOM files beside the repository, or where {@code -Dlienvien.data} says. */
final class RealData {
  private RealData() {}

  /** Prints a line and answers false where there are none. */
  static boolean isHere() {
    boolean here = Files.isDirectory(directory());
    if (!here) {
      System.out.println("no real DICOM files at " + directory() + ": not tested with them");
    }
    return here;
  }

  static Path file(String name) {
    return directory().resolve(name);
  }

  static List<Path> series(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory().resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }

  private static Path directory() {
    String named = System.getProperty("lienvien.data", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/data"))) {
      at = at.getParent();
    }
    return (at == null ? Path.of("/") : at).resolve("shared/data");
  }
}
