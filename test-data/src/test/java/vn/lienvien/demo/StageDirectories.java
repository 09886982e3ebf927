package vn.lienvien.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tests find the built distributable and, beside the repository, real data. */
final class StageDirectories {
  private StageDirectories() {}

  static Path distribution() {
    Path built = repository().resolve("gateway/server/target/lienvien");
    if (!Files.isDirectory(built)) {
      throw new IllegalStateException("not built: " + built + "; run mvn package first");
    }
    return built;
  }

  static DemoOptions options(Path work, PacsKind pacs) {
    return new DemoOptions(distribution(), work, Optional.empty(), true, pacs, Optional.empty());
  }

  static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("ARCHITECTURE.md"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("not run inside the repository");
      }
    }
    return directory;
  }

  /** A folder of the shared data, where it is present. */
  static Optional<Path> sharedData(String folder) {
    String given = System.getProperty("lienvien.data");
    Path data =
        given == null ? repository().resolveSibling("shared").resolve("data") : Path.of(given);
    return Optional.of(data.resolve(folder)).filter(Files::isDirectory);
  }
}
