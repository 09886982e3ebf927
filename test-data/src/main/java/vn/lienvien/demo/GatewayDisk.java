package vn.lienvien.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What lies in a gateway's data directory, seen from outside. */
record GatewayDisk(Path data) {
  private static final String INTENT = ".intent";

  /**
   * The files of a study, without originals whose compressed form took their place: these stay a
   * minute longer for who reads them, and an intent names them first.
   */
  List<Path> filesOf(String studyInstanceUID) {
    Set<Path> leaving = new HashSet<>();
    for (Path intent : regular(archive().resolve("staging"))) {
      if (intent.toString().endsWith(INTENT)) {
        lines(intent).stream().findFirst().map(archive()::resolve).ifPresent(leaving::add);
      }
    }
    List<Path> files = new ArrayList<>(StudyFiles.all(archive(), studyInstanceUID));
    files.removeAll(leaving);
    return files;
  }

  int quarantined() {
    return regular(archive().resolve("quarantine")).size();
  }

  int staged() {
    return (int)
        regular(archive().resolve("staging")).stream()
            .filter(file -> !file.toString().endsWith(INTENT))
            .count();
  }

  /** Chunks and rebuilt files of parcels. */
  int arriving() {
    return regular(data.resolve("link/incoming")).size();
  }

  private Path archive() {
    return data.resolve("archive");
  }

  private static List<Path> regular(Path directory) {
    return Files.isDirectory(directory) ? StudyFiles.regularFiles(directory) : List.of();
  }

  /** None when it is gone since it was listed, and with it the original that it named. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
