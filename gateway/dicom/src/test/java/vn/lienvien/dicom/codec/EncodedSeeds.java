package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.io.DicomFile;

/** Small frames in a transfer syntax, encoded here: where there are no real files to begin with. */
final class EncodedSeeds {
  private static final List<String> KINDS =
      List.of("8 bits", "12 bits in 16 signed", "16 bits", "RGB");

  private EncodedSeeds() {}

  /** None where this program does not encode the syntax. */
  static List<DicomFile> in(String transferSyntaxUID, FrameCodecPool pool) throws IOException {
    Transcoder transcoder = new Transcoder(pool);
    List<DicomFile> files = new ArrayList<>();
    for (String kind : KINDS) {
      Path source = MadeUpFrames.kind(kind).write(temporary());
      Path target = temporary();
      try {
        transcoder.transcode(source, target, TranscodeTarget.of(transferSyntaxUID));
        files.add(DicomFile.read(target));
      } catch (FrameCodecException notThisKind) {
        System.out.println(
            transferSyntaxUID + " without " + kind + ": " + notThisKind.getMessage());
      }
    }
    return files;
  }

  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("seed", ".dcm");
    file.toFile().deleteOnExit();
    return file;
  }
}
