package vn.lienvien.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The real DICOM beside the repository, or where {@code -Dlienvien.data} says. */
public final class RealData {
  private RealData() {}

  /** One of its single files; says so where it is absent. */
  public static Optional<Path> file(String name) {
    Optional<Path> file = directory().map(directory -> directory.resolve("files").resolve(name));
    if (file.filter(Files::isRegularFile).isEmpty()) {
      System.out.println("real DICOM data is absent: " + name);
      return Optional.empty();
    }
    return file;
  }

  private static Optional<Path> directory() {
    String told = System.getProperty("lienvien.data", "");
    if (!told.isEmpty()) {
      return Optional.of(Path.of(told));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        return Optional.of(at.resolve("shared/data"));
      }
    }
    return Optional.empty();
  }
}
