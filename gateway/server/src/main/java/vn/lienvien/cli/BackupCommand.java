package vn.lienvien.cli;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.lienvien.config.Settings;
import vn.lienvien.database.DirectoryLock;

/** {@code lienvien backup}: everything a site keeps, in one file; the gateway must be stopped. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Write the whole data directory of a stopped gateway to one zip file.")
final class BackupCommand implements Callable<Integer> {
  /** Held while the backup is made, and of no use in it. */
  static final String LOCK = "in-use.lock";

  @Mixin ConfigFile config;

  @Parameters(paramLabel = "TARGET.zip")
  Path target = Path.of("");

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    Settings settings = config.settings();
    Path data = settings.dataDirectory();
    if (!settings.archive().directory().startsWith(data)) {
      output.warn("the archive is outside the data directory and is not in this backup");
    }
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(
          target + " is there already: a backup overwrites nothing");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    int count;
    try (DirectoryLock lock = DirectoryLock.take(data)) {
      count = write(data, part);
      Files.move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
    output.say("%d files in %s".formatted(count, target));
    output.result(Map.of("files", count, "bytes", Files.size(target)));
    return 0;
  }

  private static int write(Path data, Path part) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.filter(Files::isRegularFile).filter(f -> !f.endsWith(LOCK)).sorted().toList();
    }
    // it holds private keys and patients
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileOutputStream out = new FileOutputStream(part.toFile());
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
      zip.setLevel(1);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(data.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
      zip.finish();
      zip.flush();
      out.getFD().sync();
    }
    return files.size();
  }
}
