package vn.lienvien.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated tables against their generator and against DCMTK's dictionary. */
class DictionaryTest {
  private static final Pattern DCMTK_LINE =
      Pattern.compile("\\(([0-9a-fA-F]{4}),([0-9a-fA-F]{4})\\)\t(\\w+)\t(\\w+)\t(\\S+)\tDICOM.*");

  @TempDir private Path directory;

  @Test
  void theGeneratorStillWritesWhatIsCommitted() throws Exception {
    Path script = Path.of("../../scripts/generate-dictionary.py");
    Process python =
        new ProcessBuilder("/usr/bin/python3", script.toString(), directory.toString())
            .inheritIO()
            .start();
    assertThat(python.waitFor()).isZero();
    try (Stream<Path> written = Files.walk(directory)) {
      List<Path> files = written.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(4);
      for (Path file : files) {
        Path committed = Path.of("").resolve(directory.relativize(file));
        assertThat(committed).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void dcmtkKnowsTheSameElements() throws IOException {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (String line : Files.readAllLines(dcmtkDictionary())) {
      Matcher matcher = DCMTK_LINE.matcher(line);
      if (matcher.matches()) {
        compared++;
        compare(matcher, differences);
      }
    }
    assertThat(compared).isGreaterThan(4000);
    assertThat(differences).isEmpty();
  }

  /** DCMTK's own VRs (lower case letters: a choice, a delimiter) are not compared. */
  private static void compare(Matcher line, List<String> differences) {
    int tag = Integer.parseUnsignedInt(line.group(1) + line.group(2), 16);
    Optional<ElementDictionary.Entry> entry = ElementDictionary.entryOf(tag);
    String theirVR = line.group(3);
    if (!theirVR.equals(theirVR.toUpperCase(java.util.Locale.ROOT)) || tag >>> 16 == 0xFFFE) {
      return;
    }
    String ours = entry.map(e -> e.vr() + " " + e.keyword()).orElse("nothing");
    String theirs = theirVR + " " + line.group(4).replace("RETIRED_", "");
    if (!ours.equals(theirs)) {
      differences.add(ElementDictionary.toString(tag) + " ours " + ours + " theirs " + theirs);
    }
  }

  private static Path dcmtkDictionary() throws IOException {
    try (Stream<Path> share = Files.list(Path.of("/usr/share"))) {
      return share
          .filter(path -> path.getFileName().toString().startsWith("libdcmtk"))
          .map(path -> path.resolve("dicom.dic"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void repeatingGroupsArePartOfIt() {
    assertThat(ElementDictionary.keywordOf(0x60023000)).hasValue("OverlayData");
    assertThat(ElementDictionary.vrOf(0x60023000)).isEqualTo(VR.OW);
    assertThat(ElementDictionary.keywordOf(0x50043000)).hasValue("CurveData");
    assertThat(ElementDictionary.keywordOf(0x60013000)).isEmpty();
    assertThat(ElementDictionary.tagOf("OverlayRows")).hasValue(Tag.OverlayRows);
  }

  @Test
  void privateElementsHaveCreatorsAndNothingElseIsKnown() {
    assertThat(ElementDictionary.vrOf(0x00090010)).isEqualTo(VR.LO);
    assertThat(ElementDictionary.vrOf(0x00091001)).isEqualTo(VR.UN);
    assertThat(ElementDictionary.vrOf(0x00090000)).isEqualTo(VR.UL);
  }

  @Test
  void pixelRepresentationChoosesBetweenUSAndSS() {
    assertThat(ElementDictionary.vrOf(Tag.PixelPaddingValue, false)).isEqualTo(VR.US);
    assertThat(ElementDictionary.vrOf(Tag.PixelPaddingValue, true)).isEqualTo(VR.SS);
    assertThat(ElementDictionary.vrOf(Tag.Rows, true)).isEqualTo(VR.US);
  }

  @Test
  void storageHoldsOldAndNewClassesAndNoOtherService() {
    assertThat(SopClasses.storage())
        .contains(UID.CTImageStorage, UID.EncapsulatedPDFStorage, UID.BasicTextSRStorage)
        .contains(UID.LabelMapSegmentationStorage, UID.HardcopyGrayscaleImageStorage)
        .contains(UID.UltrasoundImageStorageRetired, UID.HangingProtocolStorage)
        .doesNotContain(UID.StorageCommitmentPushModel, UID.MediaStorageDirectoryStorage)
        .doesNotContain(UID.Verification, UID.StudyRootQueryRetrieveInformationModelFind)
        .hasSizeGreaterThan(180);
  }

  @Test
  void transferSyntaxesKnowWhatTheyAre() {
    assertThat(TransferSyntax.of(UID.JPEG2000Lossless).isEncapsulated()).isTrue();
    assertThat(TransferSyntax.of(UID.JPEG2000Lossless).isLossy()).isFalse();
    assertThat(TransferSyntax.of(UID.JPEGBaseline8Bit).isLossy()).isTrue();
    assertThat(TransferSyntax.of(UID.JPIPReferenced).isEncapsulated()).isFalse();
    assertThat(TransferSyntax.of("1.2.3.4").isLossy()).isTrue();
    assertThat(UID.nameOf(UID.RLELossless)).isEqualTo("RLE Lossless");
    assertThat(UID.nameOf("1.2.3.4")).isEqualTo("1.2.3.4");
  }
}
