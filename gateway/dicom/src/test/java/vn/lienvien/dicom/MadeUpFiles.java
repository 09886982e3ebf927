package vn.lienvien.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * Files that stand in where there are no real ones: a little of everything that data sets hold, in
 * the repertoires and transfer syntaxes that this program writes, and as DCMTK writes them again.
 */
final class MadeUpFiles {
  /** By their terms, names as they are typed in countries that use them. */
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "ISO_IR 6", "Smith^John",
              "ISO_IR 100", "Müller^Jörg",
              "ISO_IR 144", "Люкceмбypг",
              "ISO_IR 192", "Nguyễn^Văn Đức=阮^文德",
              "GB18030", "Wang^XiaoDong=王^小东",
              "\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎",
              "\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞"));

  private static final Map<String, List<String>> CONVERTERS =
      new TreeMap<>(
          Map.of(
              "implicit", List.of("dcmconv", "+ti"),
              "big-endian", List.of("dcmconv", "+tb"),
              "deflated", List.of("dcmconv", "+td"),
              "undefined-lengths", List.of("dcmconv", "+te", "-e"),
              "rle", List.of("dcmcrle")));

  private MadeUpFiles() {}

  static List<Path> write() {
    try {
      Path directory = Files.createTempDirectory("made-up");
      directory.toFile().deleteOnExit();
      Path files = Files.createDirectory(directory.resolve("files"));
      List<Path> written = new ArrayList<>();
      for (Map.Entry<String, String> name : NAMES.entrySet()) {
        String term = name.getKey().replaceAll("[^A-Z0-9]", "");
        written.add(write(files.resolve(term + ".dcm"), name.getKey(), name.getValue()));
      }
      Path source = written.getLast();
      for (Map.Entry<String, List<String>> converter : CONVERTERS.entrySet()) {
        Path target = files.resolve(converter.getKey() + ".dcm");
        convert(converter.getValue(), source, target);
        written.add(target);
      }
      written.forEach(file -> file.toFile().deleteOnExit());
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path write(Path file, String characterSet, String name) throws IOException {
    Attributes dataset =
        MadeUpImage.grayscale(4, 6, 16, 12)
            .set(Tag.SpecificCharacterSet, characterSet.split("\\\\", -1))
            .set(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .set(Tag.PatientName, name)
            .setEmpty(Tag.AccessionNumber)
            .set(Tag.WindowCenter, "40.5", "-5")
            .setNumbers(Tag.RealWorldValueSlope, 0.1)
            .setIntegers(Tag.SimpleFrameList, 1, 2, 70_000)
            .set(Tag.FrameIncrementPointer, "00181063")
            .setItems(
                Tag.ReferencedImageSequence,
                new Attributes().set(Tag.ReferencedSOPInstanceUID, "1.2.3"),
                new Attributes()
                    .setItems(
                        Tag.PurposeOfReferenceCodeSequence,
                        new Attributes().set(Tag.CodeMeaning, "inner")))
            .setItems(Tag.ReferencedStudySequence)
            .set(0x00110010, VR.LO, "MADE UP")
            .set(0x00111001, VR.LO, "private")
            .setBytes(0x00111002, VR.UN, new byte[] {1, 2, 3, 4})
            .setBytes(Tag.PixelData, VR.OW, new byte[4 * 6 * 2]);
    Attributes meta =
        FileMeta.of(
            UID.SecondaryCaptureImageStorage, "2.25.1", UID.ExplicitVRLittleEndian, "MADEUP");
    Part10Writer.write(file, meta, dataset);
    return file;
  }

  private static void convert(List<String> program, Path source, Path target)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(source.toString(), target.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
  }
}
