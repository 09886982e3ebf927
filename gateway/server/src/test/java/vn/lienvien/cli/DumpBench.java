package vn.lienvien.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * Dumps files over and over in one process, for scripts/bench/parse.sh beside dcmdump.
 *
 * <pre>
 * DumpBench sequence FILE ITEMS   writes a file with a sequence of so many items
 * DumpBench run PATH OUT RUNS     prints the milliseconds of each dump of everything below PATH
 * </pre>
 */
public final class DumpBench {
  private static final int WARM_UPS = 8;

  private DumpBench() {}

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("sequence")) {
      sequence(path, Integer.parseInt(arguments[2]));
      return;
    }
    List<Path> files = files(path);
    for (int run = -WARM_UPS; run < Integer.parseInt(arguments[3]); run++) {
      long start = System.nanoTime();
      dump(files, Path.of(arguments[2]));
      long nanos = System.nanoTime() - start;
      if (run >= 0) {
        System.out.printf(Locale.ROOT, "%.3f%n", nanos / 1e6);
      }
    }
  }

  /** To a file, as dcmdump's output goes to a file. */
  private static void dump(List<Path> files, Path to) throws IOException {
    try (PrintStream out =
        new PrintStream(
            new java.io.BufferedOutputStream(Files.newOutputStream(to), 1 << 16),
            false,
            StandardCharsets.UTF_8)) {
      for (Path path : files) {
        try {
          DicomFile file = DicomFile.read(path);
          out.println("# " + path);
          DatasetText.WHOLE.lines(file.fileMeta()).forEach(out::println);
          DatasetText.WHOLE.lines(file.dataset()).forEach(out::println);
        } catch (DicomFormatException refused) {
          out.println(refused.getMessage());
        }
      }
    }
  }

  private static List<Path> files(Path path) throws IOException {
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static void sequence(Path file, int items) throws IOException {
    Attributes[] all = new Attributes[items];
    Arrays.setAll(
        all,
        i ->
            new Attributes()
                .set(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                .set(Tag.ReferencedSOPInstanceUID, "1.2.840.99999." + i));
    Attributes dataset =
        new Attributes()
            .set(Tag.SOPClassUID, UID.CTImageStorage)
            .set(Tag.SOPInstanceUID, "1.2.3")
            .setItems(Tag.ReferencedImageSequence, all);
    Attributes meta = FileMeta.of(UID.CTImageStorage, "1.2.3", UID.ExplicitVRLittleEndian, "");
    Part10Writer.write(file, meta, dataset);
  }
}
