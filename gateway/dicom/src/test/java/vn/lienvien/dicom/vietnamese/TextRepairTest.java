package vn.lienvien.dicom.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;

/** Bytes of TCVN, VISCII and Windows-1258 are glibc iconv's; VNI is written as Latin 1 shows it. */
class TextRepairTest {
  private static final SourceText DETECTED = new SourceText.Detected();

  @ParameterizedTest
  @CsvSource({
    "TCVN3, 4e677579d46e5e56a86e5ea7f863, Nguyễn^Văn^Đức",
    "TCVN3, 5472c76e5e5468de5e48e56e675e4e68756e67, Trần^Thị^Hồng^Nhung",
    "TCVN3, 4caa5e5468de5e4dfc5e447579aa6e, Lê^Thị^Mỹ^Duyên",
    "TCVN3, a7e75e4e67e4635ea66e67, Đỗ^Ngọc^Ưng",
    "TCVN3, 56945e5448915e48a6984e47, VÕ^THỊ^HƯỜNG",
    "VISCII, 4e677579ad6e5e56e56e5ed0d163, Nguyễn^Văn^Đức",
    "VISCII, 5472a56e5e5468b85e48b06e675e4e68756e67, Trần^Thị^Hồng^Nhung",
    "VISCII, 5068d56d5e5175af635e4875cf6e68, Phạm^Quốc^Huỳnh",
    "VISCII, d0b25e4e67f7635ebf6e67, Đỗ^Ngọc^Ưng",
    "VISCII, 56a05e5448985e48bf964e47, VÕ^THỊ^HƯỜNG",
    "Windows-1258, 4e677579eade6e5e56e36e5ed0fdec63, Nguyễn^Văn^Đức",
    "Windows-1258, 5472e2cc6e5e546869f25e48f4cc6e675e4e68756e67, Trần^Thị^Hồng^Nhung",
    "Windows-1258, 506861f26d5e5175f4ec635e487579cc6e68, Phạm^Quốc^Huỳnh",
    "Windows-1258, d0f4de5e4e676ff2635edd6e67, Đỗ^Ngọc^Ưng",
    "Windows-1258, 564fde5e544849f25e48ddd5cc4e47, VÕ^THỊ^HƯỜNG",
    "VNI, 4e67757965e36e5e5661ea6e5ed1f6f963, Nguyễn^Văn^Đức",
    "VNI, 547261e06e5e5468f25e486fe06e675e4e68756e67, Trần^Thị^Hồng^Nhung",
    "VNI, 506861ef6d5e51756fe1635e487579f86e68, Phạm^Quốc^Huỳnh",
    "VNI, d16fe35e4e676fef635ed66e67, Đỗ^Ngọc^Ưng",
    "VNI, 564fd55e5448d25e48d6d4d84e47, VÕ^THỊ^HƯỜNG",
    "UTF-8, 4e677579e1bb856e5e56c4836e5ec490e1bba963, Nguyễn^Văn^Đức"
  })
  void aNameUnderLatin1IsRecognisedByItsSyllables(String encoding, String hex, String name) {
    Attributes dataset = latin(Tag.PatientName, HexFormat.of().parseHex(hex));
    TextRepair repair = TextRepair.of(dataset, DETECTED).orElseThrow();
    assertThat(repair.encoding().label()).isEqualTo(encoding);
    assertThat(repair.dataset().string(Tag.PatientName)).hasValue(name);
    assertThat(repair.dataset().string(Tag.SpecificCharacterSet)).hasValue("ISO_IR 192");
  }

  @ParameterizedTest
  @CsvSource({
    "TCVN3, 4368f4702063be74206ced702076692074dd6e682073e4206eb76f",
    "VISCII, 4368f8702063a174206cbe702076692074ed6e682073f7206ee36f",
    "Windows-1258, 436875f2702063e3ec74206cf5ec702076692074ed6e6820736ff2206e61de6f",
    "VNI, 436875ef702063" + "61e974206cf4f9702076692074ed6e6820736fef206e61f56f"
  })
  void descriptionsAreRecognisedToo(String encoding, String hex) {
    Attributes dataset = latin(Tag.StudyDescription, HexFormat.of().parseHex(hex));
    TextRepair repair = TextRepair.of(dataset, DETECTED).orElseThrow();
    assertThat(repair.encoding().label()).isEqualTo(encoding);
    assertThat(repair.dataset().string(Tag.StudyDescription))
        .hasValue("Chụp cắt lớp vi tính sọ não");
  }

  @Test
  void theReportKeepsEveryOriginalByteAndTheDataSetStaysAsItWas() {
    byte[] name = HexFormat.of().parseHex("4e677579d46e5e56a86e5ea7f863");
    Attributes item =
        new Attributes()
            .setBytes(
                Tag.ScheduledProcedureStepDescription,
                VR.LO,
                HexFormat.of().parseHex("73e4206eb76f"));
    Attributes dataset = latin(Tag.PatientName, name).setItems(Tag.RequestAttributesSequence, item);
    Attributes before = dataset.copy();
    TextRepair repair = TextRepair.of(dataset, DETECTED).orElseThrow();
    assertThat(dataset).isEqualTo(before);
    assertThat(repair.changes())
        .extracting(RepairedValue::path)
        .containsExactly("00100010", "00400275/0/00400007");
    assertThat(repair.changes().getFirst().original()).isEqualTo(name);
    assertThat(repair.changes())
        .extracting(RepairedValue::text)
        .containsExactly("Nguyễn^Văn^Đức", "sọ não");
  }

  @Test
  void namesInTheCapitalFontOfTheABCFontsGetTheirCapitals() {
    byte[] bytes = "NGUYÔN V¡N NAM".getBytes(StandardCharsets.ISO_8859_1);
    TextRepair repair =
        TextRepair.of(latin(Tag.PatientName, bytes), always(VietnameseEncoding.TCVN3))
            .orElseThrow();
    assertThat(repair.dataset().string(Tag.PatientName)).hasValue("NGUYỄN VĂN NAM");
  }

  @Test
  void tcvnUnderADeclarationOfUtf8IsRecognised() {
    Attributes dataset =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "ISO_IR 192")
            .setBytes(Tag.PatientName, VR.PN, HexFormat.of().parseHex("4e677579d46e5e56a86e"));
    assertThat(TextRepair.of(dataset, DETECTED).orElseThrow().dataset().string(Tag.PatientName))
        .hasValue("Nguyễn^Văn");
  }

  @Test
  void decomposedTextComesOutComposed() {
    String apart = Normalizer.normalize("Nguyễn^Thị^Hồng", Normalizer.Form.NFD);
    Attributes dataset = latin(Tag.PatientName, apart.getBytes(StandardCharsets.UTF_8));
    assertThat(TextRepair.of(dataset, DETECTED).orElseThrow().dataset().string(Tag.PatientName))
        .hasValue("Nguyễn^Thị^Hồng");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Buc^Jérôme",
        "Äneas^Rüdiger",
        "Müller^Jürgen^Günther",
        "Lefèvre^Hélène",
        "Noël^René",
        "Muñoz^José^Íñigo",
        "Gonçalves^João",
        "Ångström^Bjørn",
        "Pärt^Õnne",
        "François^Thé",
        "Größe 5 µm, Übersicht der Füße",
        "Échographie de l'épaule gauche après opération",
        "Lê^Thanh^Hà",
        "Hà^Mý",
        "Jokinen^Väinö",
        "Bön^Anna",
        "Zoë^Brontë",
        "Þór^Sigurðardóttir"
      })
  void textThatIsLatin1IsLeftAlone(String text) {
    for (int tag : new int[] {Tag.PatientName, Tag.StudyDescription}) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(TextRepair.of(latin(tag, bytes), DETECTED)).as(text).isEmpty();
    }
  }

  @Test
  void noRealFileOfAnotherLanguageIsTakenForVietnamese() throws IOException {
    for (Path path : SharedData.files()) {
      Optional<DicomFile> file = readable(path);
      if (file.isPresent()) {
        assertThat(TextRepair.of(file.get().dataset(), DETECTED)).as(path.toString()).isEmpty();
      }
    }
  }

  @Test
  void aSourceThatIsKnownIsReadAsItIsAndOneThatIsTrustedIsNotTouched() {
    byte[] short1 = {'H', (byte) 0xE5};
    Attributes dataset = latin(Tag.PatientName, short1);
    assertThat(TextRepair.of(dataset, DETECTED)).isEmpty();
    assertThat(
            TextRepair.of(dataset, always(VietnameseEncoding.TCVN3))
                .orElseThrow()
                .dataset()
                .string(Tag.PatientName))
        .hasValue("Hồ");
    byte[] name = HexFormat.of().parseHex("4e677579d46e5e56a86e5ea7f863");
    assertThat(TextRepair.of(latin(Tag.PatientName, name), new SourceText.AsDeclared())).isEmpty();
  }

  @Test
  void otherDeclaredRepertoiresAreBelieved() {
    for (String term : List.of("ISO_IR 144", "GB18030", "ISO_IR 13", "ISO_IR 166")) {
      Attributes dataset =
          new Attributes()
              .set(Tag.SpecificCharacterSet, term)
              .setBytes(Tag.PatientName, VR.PN, HexFormat.of().parseHex("4e677579d46e5e56a86e"));
      assertThat(TextRepair.of(dataset, always(VietnameseEncoding.TCVN3))).as(term).isEmpty();
    }
  }

  @Test
  void sourcesAreNamedAsPeopleNameThem() {
    assertThat(SourceText.of("tcvn3")).hasValue(always(VietnameseEncoding.TCVN3));
    assertThat(SourceText.of("windows 1258")).hasValue(always(VietnameseEncoding.WINDOWS_1258));
    assertThat(SourceText.of("utf8")).hasValue(always(VietnameseEncoding.UTF_8));
    assertThat(SourceText.of("detect")).hasValue(DETECTED);
    assertThat(SourceText.of("declared")).hasValue(new SourceText.AsDeclared());
    assertThat(SourceText.of("klingon")).isEmpty();
  }

  private static SourceText always(VietnameseEncoding encoding) {
    return new SourceText.Always(encoding);
  }

  private static Attributes latin(int tag, byte[] bytes) {
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 100")
        .setBytes(tag, tag == Tag.PatientName ? VR.PN : VR.LO, bytes);
  }

  private static Optional<DicomFile> readable(Path path) throws IOException {
    try {
      return Optional.of(DicomFile.readToFault(path));
    } catch (DicomFormatException notDicom) {
      return Optional.empty();
    }
  }
}
