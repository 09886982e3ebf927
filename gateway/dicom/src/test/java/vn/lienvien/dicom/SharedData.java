package vn.lienvien.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real DICOM files that are not in the repository: {@code shared/data} beside it, or the directory
 * that {@code -Dlienvien.data} names. Where it is absent, one line says so, and a test that is only
 * about real files counts as skipped.
 */
public final class SharedData {
  private static final String ABSENT =
      "shared/data is absent: real files are not tested (-Dlienvien.data=DIR)";
  private static final Optional<Path> DIRECTORY = find();

  private SharedData() {}

  /** All files, in order; a test that asks for them is skipped where there are none. */
  public static List<Path> files() {
    assumeTrue(DIRECTORY.isPresent(), ABSENT);
    return filesIfAny();
  }

  /** All files, in order; made-up ones where the directory is absent. */
  public static List<Path> filesOrMadeUp() {
    return DIRECTORY.isPresent() ? filesIfAny() : MadeUpFiles.write();
  }

  /** All files, in order; none where the directory is absent. */
  public static List<Path> filesIfAny() {
    if (DIRECTORY.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(DIRECTORY.get())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the single files; a test that asks for it is skipped where it is absent. */
  public static Path file(String name) {
    assumeTrue(DIRECTORY.isPresent(), ABSENT);
    Path file = DIRECTORY.orElseThrow().resolve("files").resolve(name);
    assumeTrue(Files.exists(file), name + " is absent: not tested");
    return file;
  }

  private static Optional<Path> find() {
    String named = System.getProperty("lienvien.data", "");
    Optional<Path> found =
        named.isEmpty()
            ? Stream.iterate(Path.of("").toAbsolutePath(), up -> up != null, Path::getParent)
                .map(up -> up.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst()
            : Optional.of(Path.of(named)).filter(Files::isDirectory);
    if (found.isEmpty()) {
      System.out.println(ABSENT);
    }
    return found;
  }
}
