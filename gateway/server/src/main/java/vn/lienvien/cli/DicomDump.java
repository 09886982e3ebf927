package vn.lienvien.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomJson;

/** {@code lienvien dicom dump}: what a file holds, one element a line. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description = "Print the elements of Part 10 files; --json gives the DICOM JSON model.")
final class DicomDump implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*")
  List<Path> files = List.of();

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    for (Path path : files) {
      DicomFile file = DicomFile.read(path);
      if (output.json) {
        output.line(DicomJson.write(file.dataset(), BulkDataUri.NONE));
        continue;
      }
      output.say("# " + path);
      DatasetText.lines(file.fileMeta()).forEach(output::say);
      output.say("# " + UID.nameOf(file.transferSyntaxUID()));
      DatasetText.lines(file.dataset()).forEach(output::say);
      file.pixelData().ifPresent(pixels -> output.say("# pixel data: " + PixelText.of(pixels)));
      file.tolerated().forEach(fault -> output.warn(path + ": tolerated: " + fault));
    }
    return 0;
  }
}
