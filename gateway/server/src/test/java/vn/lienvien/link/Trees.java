package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories as a whole. */
final class Trees {
  private Trees() {}

  /** Makes one directory hold what the other holds, and nothing else; it may be a mount point. */
  static void replace(Path target, Path source) throws IOException {
    Files.createDirectories(target);
    for (Path old : below(target).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(old);
    }
    for (Path one : below(source)) {
      Files.copy(one, target.resolve(source.relativize(one).toString()));
    }
  }

  private static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(one -> !one.equals(directory)).sorted().toList();
    }
  }
}
