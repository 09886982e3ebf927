package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.peer.PixelMed;

/** An object of a case as a file, and what other toolkits say of it. */
record WrittenDocument(Path file) {

  static WrittenDocument of(Attributes dataset, Path directory) throws IOException {
    Path file = directory.resolve("object.dcm");
    Part10Writer.write(
        file,
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "LIENVIEN"),
        dataset);
    return new WrittenDocument(file);
  }

  /** What dicom3tools holds against it; dciodvfy ends with a fault of its own where it has any. */
  List<String> errors() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output).isNotBlank();
    return output.lines().filter(line -> line.startsWith("Error")).toList();
  }

  /** What PixelMed's validator says of a structured report and its templates. */
  String pixelMed() throws Exception {
    return PixelMed.run(
        Objects.requireNonNull(file.getParent()), "validate.DicomSRValidator", file);
  }

  /** The structured report as DCMTK reads it. */
  String dump() throws IOException, InterruptedException {
    return Tool.run("dsrdump", "+Pl", file.toString());
  }

  /** What a script prints that finds the file in {@code sys.argv[1]}. */
  String python(String script) throws IOException, InterruptedException {
    return Tool.run("/usr/bin/python3", "-c", script, file.toString());
  }
}
