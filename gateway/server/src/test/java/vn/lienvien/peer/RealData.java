package vn.lienvien.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real DICOM beside the repository, or where {@code -Dlienvien.data} says. Where it is absent,
 * one line says so, and tests make up their files.
 */
public final class RealData {
  private static final Optional<Path> DIRECTORY = find();

  private RealData() {}

  public static boolean isHere() {
    return DIRECTORY.isPresent();
  }

  /** One of its single files. */
  public static Optional<Path> file(String name) {
    return DIRECTORY
        .map(found -> found.resolve("files").resolve(name))
        .filter(Files::isRegularFile);
  }

  /** The files of one series, sorted; empty where there is no real data. */
  public static List<Path> series(String name) throws IOException {
    if (DIRECTORY.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(DIRECTORY.get().resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }

  private static Optional<Path> find() {
    String told = System.getProperty("lienvien.data", "");
    Optional<Path> found =
        told.isEmpty()
            ? Stream.iterate(Path.of("").toAbsolutePath(), up -> up != null, Path::getParent)
                .map(up -> up.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst()
            : Optional.of(Path.of(told)).filter(Files::isDirectory);
    if (found.isEmpty()) {
      System.out.println("real DICOM data is absent: made-up files are used instead");
    }
    return found;
  }
}
