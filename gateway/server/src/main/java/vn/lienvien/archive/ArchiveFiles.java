package vn.lienvien.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.lienvien.config.ArchiveSettings.Layout;

/**
 * Names of the archive's files and what it takes to have them on the disk. A name holds nothing
 * from the wire but UIDs of digits and dots, or only their digest.
 */
final class ArchiveFiles {
  static final String OBJECTS = "objects";
  static final String QUARANTINE = "quarantine";
  static final String JOURNAL = "journal";
  private static final int FORCING = 4;

  private final Path root;
  private final Layout layout;

  /** Directories with new directories in them that nobody has forced yet. */
  private final Set<Path> unforced = ConcurrentHashMap.newKeySet();

  ArchiveFiles(Path root, Layout layout) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.layout = layout;
    Files.createDirectories(this.root.resolve(OBJECTS));
    Files.createDirectories(this.root.resolve(QUARANTINE));
  }

  Path journal() {
    return root.resolve(JOURNAL);
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

  /** Gives a file its name and leaves it to {@link #force(Collection)} that file and name last. */
  void name(Path from, String to) throws IOException {
    Path target = absolute(to);
    Path directory = target.resolveSibling("");
    if (!Files.isDirectory(directory)) {
      List<Path> parents = new ArrayList<>();
      for (Path d = directory; !Files.isDirectory(d); d = d.resolveSibling("")) {
        parents.add(d.resolveSibling(""));
      }
      unforced.addAll(parents);
      Files.createDirectories(directory);
      unforced.addAll(parents); // somebody may have forced them just before
    }
    Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forces files and their names, several at once: the file system then commits them together. */
  void force(Collection<String> paths) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    List<Callable<Boolean>> forcing = new ArrayList<>();
    for (String path : paths) {
      Path file = absolute(path);
      forcing.add(() -> forceIfThere(file));
      for (Path d = file.resolveSibling(""); d.startsWith(root); d = d.resolveSibling("")) {
        directories.add(d);
      }
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(FORCING, Thread.ofPlatform().daemon().factory())) {
      for (Future<Boolean> forced : threads.invokeAll(forcing)) {
        forced.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a file cannot be forced to the disk: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while forcing files", e);
    }
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) { // what was revoked never had its own
        forceListed(directory);
      }
    }
  }

  /** A file that was replaced meanwhile is nobody's any more. */
  private static boolean forceIfThere(Path file) throws IOException {
    try {
      force(file);
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Makes a name last, with those directories above it that {@link #name} has left to later. */
  void forceDirectory(String path) throws IOException {
    Path directory = absolute(path).resolveSibling("");
    forceListed(directory);
    for (Path d = directory.resolveSibling(""); d.startsWith(root); d = d.resolveSibling("")) {
      if (unforced.contains(d)) {
        forceListed(d);
      }
    }
  }

  private void forceListed(Path directory) throws IOException {
    boolean listed = unforced.remove(directory);
    try {
      forceDirectory(directory);
    } catch (IOException e) {
      if (listed) {
        unforced.add(directory);
      }
      throw e;
    }
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

  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
