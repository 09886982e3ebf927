package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.dicom.vietnamese.VietnameseEncoding;
import vn.lienvien.model.StoreOutcome;

/** Objects whose Vietnamese text is not in what (0008,0005) says (decision 014). */
final class RepairedTextTest {
  /** "Nguyễn^Văn^Đức" by glibc iconv into TCVN. */
  private static final byte[] TCVN3 = HexFormat.of().parseHex("4e677579d46e5e56a86e5ea7f863");

  @TempDir Path directory;
  private FrameCodecPool codecs;
  private Database database;
  private Archive archive;
  private Index index;

  @BeforeEach
  void open() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive =
        Archive.open(
            new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("archive"), 0),
            database,
            codecs);
    index = new Index(database);
  }

  @AfterEach
  void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void theIndexShowsTheNameAsItWasMeantAndTheFileStaysAsItCame() throws IOException {
    Path staged = staged(latin(TCVN3));
    byte[] came = Files.readAllBytes(staged);
    store(Incoming.of(staged, "OLD_CT"));
    assertThat(names()).containsExactly("Nguyễn^Văn^Đức");
    assertThat(Files.readAllBytes(archive.instance("1.2.3.1.1").orElseThrow().file()))
        .isEqualTo(came);
    List<RepairedText> provenance = archive.repairedText("1.2.3.1.1");
    assertThat(provenance)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.encoding()).isEqualTo("TCVN3");
          assertThat(each.value().path()).isEqualTo("00100010");
          assertThat(each.value().original()).isEqualTo(TCVN3);
          assertThat(each.value().text()).isEqualTo("Nguyễn^Văn^Đức");
        });
  }

  @Test
  void aSourceThatIsConfiguredIsReadAsConfigured() throws IOException {
    byte[] tooShortToTell = {'H', (byte) 0xE5};
    store(
        Incoming.of(staged(latin(tooShortToTell)), "OLD_CT")
            .inText(new SourceText.Always(VietnameseEncoding.TCVN3)));
    assertThat(names()).containsExactly("Hồ");
  }

  @Test
  void aSourceThatIsTrustedIsNotRepaired() throws IOException {
    store(Incoming.of(staged(latin(TCVN3)), "CT").inText(new SourceText.AsDeclared()));
    assertThat(names()).containsExactly("NguyÔn^V¨n^§øc");
    assertThat(archive.repairedText("1.2.3.1.1")).isEmpty();
  }

  @Test
  void namesThatCameDecomposedAreShownComposed() throws IOException {
    String apart = Normalizer.normalize("Nguyễn^Thị^Hồng", Normalizer.Form.NFD);
    store(Incoming.of(staged(Samples.slice("1.2.3.1.1").set(Tag.PatientName, apart)), "CT"));
    assertThat(names()).containsExactly("Nguyễn^Thị^Hồng");
  }

  private static Attributes latin(byte[] name) {
    return Samples.slice("1.2.3.1.1")
        .set(Tag.SpecificCharacterSet, "ISO_IR 100")
        .setBytes(Tag.PatientName, VR.PN, name);
  }

  private Path staged(Attributes dataset) throws IOException {
    return Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
  }

  private void store(Incoming incoming) throws IOException {
    assertThat(archive.store(incoming)).isInstanceOf(StoreOutcome.Stored.class);
  }

  private List<String> names() {
    Attributes keys = new Attributes().setEmpty(Tag.PatientName);
    return index.query(QueryLevel.STUDY, keys, 0, 10).stream()
        .map(match -> match.string(Tag.PatientName, ""))
        .toList();
  }
}
