package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

class DicomJsonTest {
  private final Attributes dataset =
      new Attributes()
          .set(Tag.ImageType, "ORIGINAL", "", "AXIAL")
          .set(Tag.PatientName, "Nguyen^Van Duc=阮^文德")
          .setEmpty(Tag.AccessionNumber)
          .setIntegers(Tag.Rows, 512)
          .set(Tag.WindowCenter, "40.50", "-.5")
          .setNumbers(Tag.RealWorldValueSlope, 0.1)
          .set(Tag.FrameIncrementPointer, "00181063")
          .setItems(Tag.ReferencedImageSequence, new Attributes().set(Tag.StudyID, "7"))
          .setItems(Tag.ReferencedStudySequence)
          .setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3, 4});

  @Test
  void writesTheModelOfPS318F() {
    assertThat(DicomJson.write(dataset, BulkDataUri.NONE))
        .isEqualTo(
            """
            {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},\
            "00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},\
            "00080050":{"vr":"SH"},\
            "00081110":{"vr":"SQ"},\
            "00081140":{"vr":"SQ","Value":[{"00200010":{"vr":"SH","Value":["7"]}}]},\
            "00100010":{"vr":"PN","Value":[{"Alphabetic":"Nguyen^Van Duc","Ideographic":"阮^文德"}]},\
            "00280009":{"vr":"AT","Value":["00181063"]},\
            "00280010":{"vr":"US","Value":[512]},\
            "00281050":{"vr":"DS","Value":[40.50,"-.5"]},\
            "00409225":{"vr":"FD","Value":[0.1]},\
            "00420011":{"vr":"OB","InlineBinary":"AQIDBA=="}}\
            """);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    String text = DicomJson.write(dataset, BulkDataUri.NONE);
    assertThat(DicomJson.read(text, DicomJson.BulkDataSource.REFUSE)).isEqualTo(dataset);
  }

  @Test
  void bigValuesGoByReferenceAndComeBackByIt() throws IOException {
    String text = DicomJson.write(dataset, (path, vr, length) -> Optional.of("/bulk/" + path));
    assertThat(text).contains("\"BulkDataURI\":\"/bulk/00420011\"").doesNotContain("Inline");
    assertThatThrownBy(() -> DicomJson.read(text, DicomJson.BulkDataSource.REFUSE))
        .hasMessageContaining("by reference is not accepted");
    Attributes read = DicomJson.read(text, uri -> new byte[] {1, 2, 3, 4});
    assertThat(read).isEqualTo(dataset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | a data set is an object",
        "{\"00100010\":[]} | an attribute is an object",
        "{\"NoSuchKeyword\":{}} | an attribute that is no tag",
        "{\"00100020\":{\"vr\":\"ZZ\"}} | unknown vr",
        "{\"00100020\":{\"vr\":\"LO\",\"Value\":\"x\"}} | Value is an array",
        "{\"00280010\":{\"vr\":\"US\",\"Value\":[70000]}} | does not fit VR US",
        "{\"00280010\":{\"vr\":\"US\",\"Value\":[\"x\"]}} | does not fit VR US",
        "{\"00100020\":{\"vr\":\"LO\",\"Value\":[true]}} | neither text, number nor object",
        "{\"00420011\":{\"vr\":\"OB\",\"InlineBinary\":\"A\"}} | no Base64",
        "{\"00100020\": | no JSON"
      })
  void textThatIsNotTheModelIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> DicomJson.read(text, DicomJson.BulkDataSource.REFUSE))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void deepSequencesAreRefused() {
    String text = "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[".repeat(300);
    assertThatThrownBy(() -> DicomJson.read(text, DicomJson.BulkDataSource.REFUSE))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void pydicomReadsOurJsonOfRealFilesAsTheFilesThemselves() throws IOException {
    List<String> input = new ArrayList<>();
    for (Path path : SharedData.filesOrMadeUp()) {
      if (path.toString().contains("/files/") && !path.toString().contains("trunc")) {
        Optional<DicomFile> file = readable(path);
        file.ifPresent(found -> {
          input.add(path.toString());
          input.add(DicomJson.write(found.dataset(), BulkDataUri.NONE));
        });
      }
    }
    List<String> differences =
        Peer.lines(List.of("/usr/bin/python3", "src/test/python/compare_json.py"), input);
    assertThat(differences).isEmpty();
  }

  @Test
  void realFilesSurviveTheRoundTrip() throws IOException {
    for (Path path : SharedData.filesOrMadeUp()) {
      Optional<DicomFile> file = readable(path);
      if (file.isPresent()) {
        String text = DicomJson.write(file.get().dataset(), BulkDataUri.NONE);
        Attributes read = DicomJson.read(text, DicomJson.BulkDataSource.REFUSE);
        assertThat(DicomJson.write(read, BulkDataUri.NONE)).as(path.toString()).isEqualTo(text);
      }
    }
  }

  private static Optional<DicomFile> readable(Path path) throws IOException {
    try {
      return Optional.of(DicomFile.read(path));
    } catch (DicomFormatException refused) {
      return Optional.empty();
    }
  }
}
