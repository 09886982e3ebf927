package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.peer.Slices;

/** A result has its name only when it is whole, and what is not finished goes. */
final class UnfinishedTest {
  private static final Slices STUDY = new Slices("612");

  @TempDir Path directory;

  @Test
  void aFileTranscodedOntoItselfIsTheSameObject() throws Exception {
    Path file = STUDY.write(directory, 1, 1).getFirst();
    Path before = Files.copy(file, directory.resolve("before.dcm"));
    for (String to : new String[] {"RLE", "explicit", "JPEG2000", "implicit"}) {
      Ran ran = Ran.of("dicom", "transcode", "--to", to, file, file);
      assertThat(ran.exitCode()).as(to + ran.err()).isZero();
      assertThat(Ran.of("dicom", "verify", before, file).exitCode()).as(to).isZero();
    }
    assertThat(DicomFile.read(file).transferSyntaxUID()).isEqualTo(UID.ImplicitVRLittleEndian);
    assertThat(directory.toFile().list()).hasSize(2);
  }

  @Test
  void whatCannotBeTranscodedOntoItselfStays() throws Exception {
    Path file = STUDY.write(directory, 1, 1).getFirst();
    byte[] before = Files.readAllBytes(file);
    assertThat(Ran.of("dicom", "transcode", "--to", "JPEG_BASELINE", file, file).exitCode())
        .isEqualTo(1);
    assertThat(file).hasBinaryContent(before);
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void aFolderTakesTheFileUnderItsName() throws Exception {
    Path file = STUDY.write(directory.resolve("from"), 1, 1).getFirst();
    Path folder = Files.createDirectories(directory.resolve("to"));
    assertThat(Ran.of("dicom", "transcode", "--to", "rle", file, folder).exitCode()).isZero();
    assertThat(Ran.of("dicom", "verify", file, folder.resolve(file.getFileName())).exitCode())
        .isZero();
    Ran nowhere = Ran.of("dicom", "transcode", "--to", "rle", file, directory.resolve("no/x.dcm"));
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err().strip())
        .isEqualTo("error: no such file or directory: " + directory.resolve("no"));
  }

  @Test
  void anInterruptedReceiverLeavesNothingBehind() throws Exception {
    Process receiver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Lienvien.class.getName(),
                "dicom",
                "receive",
                "--bind",
                "127.0.0.1",
                "-od",
                directory.toString(),
                "0")
            .start();
    try (BufferedReader err = receiver.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.startsWith("listening")) {
        line = err.readLine();
      }
      assertThat(directory.toFile().list()).singleElement().asString().startsWith(".lienvien-");
      Files.createFile(directory.resolve(directory.toFile().list()[0]).resolve("half.part"));
      receiver.destroy(); // SIGTERM, which ends a JVM as SIGINT does
      receiver.waitFor();
    } finally {
      receiver.destroyForcibly();
    }
    assertThat(directory).isEmptyDirectory();
  }
}
