package vn.lienvien.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import vn.lienvien.config.ArchiveSettings.Layout;

/**
 * Names of the archive's files and what it takes to have them on the disk. A name holds nothing
 * from the wire but UIDs of digits and dots, or only their digest.
 */
final class ArchiveFiles {
  static final String OBJECTS = "objects";
  static final String QUARANTINE = "quarantine";

  private final Path root;
  private final Layout layout;

  ArchiveFiles(Path root, Layout layout) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.layout = layout;
    Files.createDirectories(this.root.resolve(OBJECTS));
    Files.createDirectories(this.root.resolve(QUARANTINE));
  }

  /** Where an instance is kept, relative to the root. */
  String pathOf(Newcomer newcomer) {
    return switch (layout) {
      case GATEWAY -> {
        String name = Digests.ofText(newcomer.sopInstanceUID());
        yield "%s/%s/%s.dcm".formatted(OBJECTS, name.substring(0, 2), name);
      }
      case PACS ->
          "%s/%s/%s/%s.dcm"
              .formatted(
                  OBJECTS,
                  newcomer.studyInstanceUID(),
                  newcomer.seriesInstanceUID(),
                  newcomer.sopInstanceUID());
    };
  }

  /** Where the compressed form goes while the original is still there. */
  static String besides(String path) {
    return path.substring(0, path.length() - ".dcm".length()) + ".j2k.dcm";
  }

  static String quarantinePath(String quarantineId) {
    return "%s/%s.dcm".formatted(QUARANTINE, quarantineId);
  }

  Path absolute(String path) {
    return root.resolve(path);
  }

  boolean keepsOriginals() {
    return layout == Layout.PACS;
  }

  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Gives a forced file its name; {@link #forceDirectory} makes the name last. */
  void rename(Path from, String to) throws IOException {
    Path target = absolute(to);
    createDirectories(target.resolveSibling(""));
    Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
  }

  void forceDirectory(String path) throws IOException {
    forceDirectory(absolute(path).resolveSibling(""));
  }

  /** New directories are entries of their parents, and those must last too. */
  private void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.resolveSibling("");
      createDirectories(parent);
      Files.createDirectories(directory);
      forceDirectory(parent);
    }
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
