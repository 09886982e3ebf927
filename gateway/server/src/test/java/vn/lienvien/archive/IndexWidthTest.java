package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
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
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.peer.Eventually;

/** What is acknowledged before it has rows must have rows that the tables take. */
final class IndexWidthTest {
  private static final String INSTANCE = "1.2.3.1.1";

  @TempDir Path directory;
  private FrameCodecPool codecs;
  private Database database;
  private Archive archive;

  @BeforeEach
  void open() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive =
        Archive.open(
            new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("archive"), 0),
            database,
            codecs);
  }

  @AfterEach
  void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void indexesANameThatFoldingLengthensEighteenfold() throws IOException {
    Attributes dataset =
        Samples.slice(INSTANCE)
            .set(Tag.PatientName, "\uFDFA".repeat(64))
            .set(Tag.ReferringPhysicianName, "\uFDFA".repeat(64));
    assertIndexed(dataset, new SourceText.Detected());
  }

  @Test
  void indexesADataSetWithMoreShortValuesThanARowHolds() throws IOException {
    Attributes dataset = Samples.slice(INSTANCE);
    Random random = new Random(1);
    for (int i = 0; i < 1500; i++) {
      byte[] value = new byte[1000];
      random.nextBytes(value);
      dataset.setBytes(0x0050_1000 + i, VR.OB, value);
    }
    assertIndexed(dataset, new SourceText.Detected());
  }

  @Test
  void indexesARepairedTextThatIsLongerThanAColumn() throws IOException {
    byte[] text = "B\u00D6nh nh\u00A9n ".repeat(110_000).getBytes(StandardCharsets.ISO_8859_1);
    Attributes dataset =
        Samples.slice(INSTANCE)
            .set(Tag.SpecificCharacterSet, "ISO_IR 100")
            .set(Tag.PatientName, "A")
            .setBytes(Tag.TextValue, VR.UT, text);
    assertIndexed(dataset, SourceText.of("TCVN3").orElseThrow());
    assertThat(archive.repairedText(INSTANCE)).hasSize(1);
  }

  @Test
  void quarantinesWhatItAcknowledgedWhenTheDatabaseRefusesItAllTheSame() throws Exception {
    database.commit(transaction ->
        transaction.handle().execute("ALTER TABLE instance ALTER COLUMN sop_class_uid VARCHAR(1)"));
    assertThat(offer(Samples.slice(INSTANCE), new SourceText.Detected()))
        .isInstanceOf(StoreOutcome.Stored.class);
    Eventually.that(() -> assertThat(archive.quarantine()).hasSize(1));
    Quarantined kept = archive.quarantine().getFirst();
    assertThat(kept.sopInstanceUID()).isEqualTo(INSTANCE);
    assertThat(kept.source()).contains("22001");
    assertThat(kept.file()).exists();
    assertThat(offer(Samples.slice("1.2.3.1.2"), new SourceText.Detected()))
        .isInstanceOf(StoreOutcome.Stored.class);
    Eventually.that(() -> assertThat(archive.quarantine()).hasSize(2));
    assertThat(offer(Samples.slice(INSTANCE), new SourceText.Detected()))
        .isInstanceOf(StoreOutcome.Stored.class);
    archive.close();
    assertThat(archive.quarantine()).as("the same file twice is kept once").hasSize(2);
    assertThat(new JournalSegments(JournalDisk.at(directory.resolve("archive/journal")), _ -> {}))
        .satisfies(segments -> assertThat(segments.left()).isEmpty());
  }

  private void assertIndexed(Attributes dataset, SourceText text) throws IOException {
    assertThat(offer(dataset, text)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(archive.instance(INSTANCE)).isPresent();
  }

  private StoreOutcome offer(Attributes dataset, SourceText text) throws IOException {
    Path file = Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
    return archive.store(Incoming.of(file, "TEST").inText(text));
  }
}
