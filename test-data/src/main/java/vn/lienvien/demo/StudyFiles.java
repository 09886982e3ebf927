package vn.lienvien.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;

/** The Part 10 files of one study below a directory, by SOP Instance UID. */
record StudyFiles(Attributes firstHeader, Map<String, Path> files) {

  String studyInstanceUID() {
    return firstHeader.string(Tag.StudyInstanceUID, "");
  }

  /** Every study below the directory, the one with the most instances first. */
  static List<StudyFiles> below(Path directory) {
    Map<String, StudyFiles> studies = new LinkedHashMap<>();
    for (Path file : regularFiles(directory)) {
      header(file)
          .ifPresent(header ->
              studies
                  .computeIfAbsent(
                      header.string(Tag.StudyInstanceUID, ""),
                      uid -> new StudyFiles(header, new LinkedHashMap<>()))
                  .files
                  .put(header.string(Tag.SOPInstanceUID, ""), file));
    }
    return studies.values().stream()
        .sorted(Comparator.comparingInt((StudyFiles study) -> study.files.size()).reversed())
        .toList();
  }

  /**
   * The files of the given instances below the directory: what a PACS keeps, read from its disk.
   */
  static Map<String, Path> find(Path directory, String studyInstanceUID) {
    return below(directory).stream()
        .filter(study -> study.studyInstanceUID().equals(studyInstanceUID))
        .findFirst()
        .map(StudyFiles::files)
        .orElse(Map.of());
  }

  /** Files by SOP Instance UID; of two of the same instance the last one. */
  static Map<String, Path> byUID(List<Path> files) {
    Map<String, Path> byUID = new LinkedHashMap<>();
    for (Path file : files) {
      header(file).ifPresent(header -> byUID.put(header.string(Tag.SOPInstanceUID, ""), file));
    }
    return byUID;
  }

  /** Every file of a study below the directory, also a second one of the same instance. */
  static List<Path> all(Path directory, String studyInstanceUID) {
    return regularFiles(directory).stream()
        .filter(file ->
            header(file)
                .filter(header -> header.string(Tag.StudyInstanceUID, "").equals(studyInstanceUID))
                .isPresent())
        .toList();
  }

  /** SHA-256 over canonical decoded frames; empty for an object without pixels. */
  static String framesDigest(Path file, FrameCodecPool pool) {
    try {
      DicomFile dicom = DicomFile.read(file);
      return dicom.pixelData().isPresent() ? new FramesDigest(pool).of(dicom) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot digest the frames of " + file, e);
    }
  }

  static long totalBytes(Iterable<Path> files) {
    long total = 0;
    try {
      for (Path file : files) {
        total += Files.size(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total;
  }

  /** In the order of their names; what vanishes meanwhile, as in a living archive, is no file. */
  static List<Path> regularFiles(Path directory) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(directory, new Collecting(directory, files));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return files.stream().sorted().toList();
  }

  private static final class Collecting extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> files;

    Collecting(Path root, List<Path> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      if (why instanceof NoSuchFileException && !file.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      throw why;
    }
  }

  /** Empty for a file that is not DICOM: order messages, a PACS's own files. */
  private static Optional<Attributes> header(Path file) {
    try {
      return Optional.of(DicomFile.read(file).dataset())
          .filter(header -> header.contains(Tag.SOPInstanceUID));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
