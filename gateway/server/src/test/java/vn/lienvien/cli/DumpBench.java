package vn.lienvien.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
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
    for (int run = -WARM_UPS; run < Integer.parseInt(arguments[3]); run++) {
      long start = System.nanoTime();
      dump(path, Path.of(arguments[2]));
      long nanos = System.nanoTime() - start;
      if (run >= 0) {
        System.out.printf(Locale.ROOT, "%.3f%n", nanos / 1e6);
      }
    }
  }

  /** The command itself, to a file, as dcmdump's output goes to a file. */
  private static void dump(Path path, Path to) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(to))) {
      Lienvien.commandLine()
          .setOut(out)
          .setErr(new PrintWriter(Writer.nullWriter()))
          .execute("dicom", "dump", path.toString());
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
