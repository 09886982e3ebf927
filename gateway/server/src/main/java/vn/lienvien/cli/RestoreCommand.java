package vn.lienvien.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lienvien restore}: a backup back into an empty data directory. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Unpack a backup into the configured data directory, which must be empty.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin ConfigFile config;

  @Parameters(paramLabel = "BACKUP.zip")
  Path backup = Path.of("");

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    Path data = config.settings().dataDirectory();
    if (Files.exists(data) && !isEmpty(data)) {
      output.warn(data + " is not empty: nothing is restored over what is there");
      return 1;
    }
    int count;
    try {
      count = unpackAll(data);
    } catch (IOException | RuntimeException e) {
      empty(data);
      throw e;
    }
    output.say("%d files restored to %s".formatted(count, data));
    output.result(Map.of("files", count));
    return 0;
  }

  private int unpackAll(Path data) throws IOException {
    int count = 0;
    try (ZipFile zip = new ZipFile(backup.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          unpack(in, target(data, entry.getName()));
          count++;
        }
      }
    }
    return count;
  }

  /** Half a restored site must not be started. */
  private static void empty(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(data)) {
      all = files.filter(file -> !file.equals(data)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  /** Refuses a name that would lead out of the data directory. */
  private static Path target(Path data, String name) throws IOException {
    Path target = data.resolve(name).normalize();
    if (!target.startsWith(data)) {
      throw new IOException("the backup holds a path outside the data directory");
    }
    return target;
  }

  private static void unpack(InputStream in, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(in, target);
    String name = String.valueOf(target.getFileName());
    if (name.endsWith(".key") || name.equals("accounts.json")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }
}
