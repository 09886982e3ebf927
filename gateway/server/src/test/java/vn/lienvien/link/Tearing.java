package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What a crash of the machine leaves of a file that was being written: less, or something else. */
final class Tearing {
  private Tearing() {}

  /** Damages one of the link's own files of a site that is not running; which, in words. */
  static String anyFile(Path siteDirectory, SplittableRandom random) throws IOException {
    Optional<Path> victim = victim(siteDirectory.resolve("link"), random);
    if (victim.isEmpty()) {
      return "nothing to tear";
    }
    try (FileChannel file =
        FileChannel.open(victim.get(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      String name = victim.get().getFileName().toString();
      if (file.size() == 0) {
        return name + " was empty";
      }
      long at = random.nextLong(file.size());
      if (random.nextBoolean()) {
        file.truncate(at);
        return "%s ends at %d of its bytes".formatted(name, at);
      }
      int lost = (int) Math.min(4096, file.size() - at);
      file.write(ByteBuffer.allocate(lost), at);
      return "%s lost a page at %d".formatted(name, at);
    }
  }

  private static Optional<Path> victim(Path directory, SplittableRandom random) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
  }
}
