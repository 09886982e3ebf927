package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** {@code dicom dump}, {@code transcode} and {@code verify}. */
final class DicomFilesTest {
  private static final Slices STUDY = new Slices("601");

  @TempDir static Path directory;
  private static Path slice;
  private static Path garbage;

  @BeforeAll
  static void write() throws IOException {
    slice = STUDY.write(directory, 1, 1).getFirst();
    garbage = Files.writeString(directory.resolve("garbage.dcm"), "this is no DICOM");
  }

  @Test
  void dumpPrintsOneElementALine() {
    Ran ran = Ran.of("dicom", "dump", slice);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines())
        .anyMatch(line -> line.startsWith("(0010,0010) PN [Nguyễn^Văn^Đức]"))
        .anyMatch(line ->
            line.startsWith("(0008,0016) UI [1.2.840.10008.5.1.4.1.1.2 = ")
                && line.endsWith("SOPClassUID"))
        .anyMatch(line -> line.endsWith("#8192  PixelData"));
  }

  @Test
  void dumpAsJsonIsTheDicomJsonModel() throws Exception {
    Ran ran = Ran.of("dicom", "dump", "--json", slice);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json().at("/00100020/Value/0").asText()).isEqualTo(STUDY.patientID());
    assertThat(ran.json().at("/00100020/vr").asText()).isEqualTo("LO");
  }

  @Test
  void dumpSearchesElementsAsDcmdumpDoes() {
    Ran ran = Ran.of("dicom", "dump", "+P", "0010,0020", "--search", "Modality", slice);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines()).hasSize(2);
    assertThat(ran.out()).contains("(0008,0060) CS [CT]", "(0010,0020) LO [" + STUDY.patientID());
    assertThat(Ran.of("dicom", "dump", "+P", "NoSuchThing", slice).exitCode()).isEqualTo(2);
  }

  @Test
  void dumpCutsValuesWhereItIsTold() {
    assertThat(Ran.of("dicom", "dump", "--max-length", "6", "+P", "PatientName", slice).out())
        .contains("PN [Nguyễ…]");
    assertThat(Ran.of("dicom", "dump", "+L", "+P", "SOPClassUID", slice).out())
        .contains("CT Image Storage");
    assertThat(Ran.of("dicom", "dump", "-M", slice).exitCode()).isZero();
  }

  @Test
  void dumpAsXmlIsTheNativeDicomModel() {
    Ran ran = Ran.of("dicom", "dump", "--xml", slice);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .startsWith("<?xml version=\"1.0\"")
        .contains("<FamilyName>Nguyễn</FamilyName>");
  }

  @Test
  void dumpShowsADamagedFileUpToItsFaultWhenAsked() throws IOException {
    byte[] whole = Files.readAllBytes(slice);
    Path cut = directory.resolve("cut.dcm");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 100));
    Ran refused = Ran.of("dicom", "dump", cut);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("(7FE0,0010)").contains("offset");
    Ran shown = Ran.of("dicom", "dump", "+E", cut);
    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.out()).contains("(0010,0010) PN [Nguyễn^Văn^Đức]");
  }

  @Test
  void dumpReadsMislabelledTextAndReportsItWithoutNamingThePatient() throws IOException {
    byte[] tcvn = HexFormat.of().parseHex("4e677579d46e5e56a86e5ea7f863");
    Path mislabelled =
        Slices.write(
            directory.resolve("tcvn.dcm"),
            STUDY
                .slice(1, 1)
                .set(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setBytes(Tag.PatientName, VR.PN, tcvn));
    Ran ran = Ran.of("dicom", "dump", "--character-set", "detect", mislabelled);
    assertThat(ran.out()).contains("(0010,0010) PN [Nguyễn^Văn^Đức]");
    assertThat(ran.err()).contains("read as TCVN3: 00100010 PN, 14 bytes").doesNotContain("Nguy");
    assertThat(Ran.of("dicom", "dump", mislabelled).out()).contains("NguyÔn^V¨n^§øc");
  }

  @Test
  void dumpOfAFolderGoesOnAfterAFileThatIsNone() {
    Ran ran = Ran.of("dicom", "dump", garbage, slice);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("garbage.dcm: this is no DICOM");
    assertThat(ran.out()).contains("(0010,0010) PN");
  }

  @Test
  void whatIsNoDicomFileOrIsNotThereEndsWith1() {
    assertThat(Ran.of("dicom", "dump", garbage).exitCode()).isEqualTo(1);
    Ran missing = Ran.of("dicom", "dump", directory.resolve("missing.dcm"));
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no such file").doesNotContain("\tat ");
  }

  @Test
  void transcodesToJpeg2000AndBackToTheSameObject() throws Exception {
    Path compressed = directory.resolve("compressed.dcm");
    Ran to = Ran.of("dicom", "transcode", "--json", slice, compressed);
    assertThat(to.exitCode()).as(to.err()).isZero();
    assertThat(to.json().path("framesDigest").asText()).hasSize(64);
    assertThat(to.json().path("after").asLong()).isLessThan(to.json().path("before").asLong());
    assertThat(DicomFile.read(compressed).transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);

    Path back = directory.resolve("back.dcm");
    Ran from = Ran.of("dicom", "transcode", "--to", "implicit", compressed, back);
    assertThat(from.exitCode()).as(from.err()).isZero();
    assertThat(DicomFile.read(back).transferSyntaxUID()).isEqualTo(UID.ImplicitVRLittleEndian);

    for (Path other : new Path[] {compressed, back}) {
      Ran verified = Ran.of("dicom", "verify", "--json", slice, other);
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.json().path("samePixels").asBoolean()).isTrue();
      assertThat(verified.json().path("sameDataSet").asBoolean()).isTrue();
    }
    Program.Outcome gdcm =
        Program.run(
            directory,
            "gdcmconv",
            "--raw",
            compressed.toString(),
            directory.resolve("gdcm.dcm").toString());
    assertThat(gdcm.exitCode()).as(gdcm.output()).isZero();
    assertThat(Ran.of("dicom", "verify", slice, directory.resolve("gdcm.dcm")).out())
        .contains("the same pixels");
  }

  @Test
  void transcodeSaysWhyAFileStaysAsItIs() throws Exception {
    Path document =
        Slices.write(
            directory.resolve("sr.dcm"),
            new Attributes()
                .set(Tag.SOPClassUID, UID.BasicTextSRStorage)
                .set(Tag.SOPInstanceUID, "2.25.6019"));
    Ran ran = Ran.of("dicom", "transcode", "--json", document, directory.resolve("sr2.dcm"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("reason").asText()).isEqualTo("NO_PIXELS");
    assertThat(ran.err()).contains("not compressed");
  }

  @Test
  void verifySeesAnotherPixelAndAnotherElement() throws Exception {
    Attributes changed = STUDY.slice(1, 1);
    byte[] pixels = changed.bytes(Tag.PixelData);
    pixels[100] ^= 1;
    Path otherPixel =
        Slices.write(
            directory.resolve("pixel.dcm"), changed.setBytes(Tag.PixelData, VR.OW, pixels));
    Ran pixel = Ran.of("dicom", "verify", "--json", slice, otherPixel);
    assertThat(pixel.exitCode()).isEqualTo(1);
    assertThat(pixel.json().path("samePixels").asBoolean()).isFalse();
    assertThat(pixel.json().path("sameDataSet").asBoolean()).isTrue();

    Path otherName =
        Slices.write(
            directory.resolve("name.dcm"), STUDY.slice(1, 1).set(Tag.PatientName, "Trần^Thị"));
    Ran name = Ran.of("dicom", "verify", slice, otherName);
    assertThat(name.exitCode()).isEqualTo(1);
    assertThat(name.out()).contains("the same pixels", "(0010,0010) PatientName");
  }

  @ParameterizedTest
  @CsvSource({
    "RLE, 1.2.840.10008.1.2.5",
    "JPEG_LOSSLESS, 1.2.840.10008.1.2.4.70",
    "JPEG_LOSSLESS_14, 1.2.840.10008.1.2.4.57",
    "JPEGLS, 1.2.840.10008.1.2.4.80",
    "JPEG2000, 1.2.840.10008.1.2.4.90",
    "DEFLATED, 1.2.840.10008.1.2.1.99"
  })
  void everyLosslessTargetHoldsTheSameObject(String to, String uid) throws Exception {
    Path converted = directory.resolve(to + ".dcm");
    Ran ran = Ran.of("dicom", "transcode", "--json", "--to", to, slice, converted);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(DicomFile.read(converted).transferSyntaxUID()).isEqualTo(uid);
    assertThat(Ran.of("dicom", "verify", slice, converted).exitCode()).isZero();
  }

  @Test
  void aLossyTargetIsANewObjectAndVerifySaysWhere() throws Exception {
    Path lossy = directory.resolve("lossy.dcm");
    Ran ran =
        Ran.of(
            "dicom",
            "transcode",
            "--json",
            "--to",
            "JPEG2000_LOSSY",
            "--ratio",
            "20",
            slice,
            lossy);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    Ran verified = Ran.of("dicom", "verify", "--json", slice, lossy);
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.json().path("samePixels").asBoolean()).isFalse();
    assertThat(verified.json().findValuesAsText("keyword"))
        .contains("SOPInstanceUID", "LossyImageCompressionRatio");
    assertThat(ran.json().path("sopInstanceUID").asText())
        .isEqualTo(DicomFile.read(lossy).sopInstanceUID())
        .isNotEqualTo(DicomFile.read(slice).sopInstanceUID());
  }

  @Test
  void verifyNamesWhatDiffersWithoutShowingAPatient() throws Exception {
    Path other =
        Slices.write(
            directory.resolve("other.dcm"),
            STUDY
                .slice(1, 1)
                .set(Tag.PatientName, "Trần^Thị^Bích")
                .setItems(
                    Tag.ReferencedImageSequence,
                    new Attributes().set(Tag.ReferencedFrameNumber, "1")));
    assertThat(Ran.of("dicom", "verify", slice, other).out())
        .contains(
            "(0010,0010) PatientName  PN #",
            "(0008,1140) ReferencedImageSequence  absent #0 / SQ #1")
        .doesNotContain("Bích");
    assertThat(Ran.of("dicom", "verify", "--values", slice, other).out()).contains("Bích");
  }
}
