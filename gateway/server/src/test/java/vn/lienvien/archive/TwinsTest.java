package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.peer.Consultations;

/** What another site sends, proved, when the same instance is here already in another file. */
final class TwinsTest {
  private static final String SOP_INSTANCE = "1.2.3.7";

  @TempDir Path directory;
  private FrameCodecPool codecs;
  private Database database;
  private Archive archive;

  @BeforeEach
  void open() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive = open(ArchiveSettings.Layout.GATEWAY);
  }

  private Archive open(ArchiveSettings.Layout layout) throws IOException {
    return Archive.open(
        new ArchiveSettings(layout, directory.resolve("archive"), 100), database, codecs);
  }

  @AfterEach
  void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void theProvedFileTakesThePlaceOfOneThatNobodyHasVouchedFor() throws Exception {
    InstanceRecord pushed = push(Samples.slice(SOP_INSTANCE));
    Sent sent = sent(Samples.slice(SOP_INSTANCE));
    InstanceRecord kept = arrive(sent);
    assertThat(kept.fileDigest()).isEqualTo(sent.fileDigest).isNotEqualTo(pushed.fileDigest());
    assertThat(kept.framesDigest()).isEqualTo(sent.framesDigest);
    assertThat(kept.proof()).isEqualTo(ProofState.LOSSLESS);
    assertThat(kept.transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);
    assertThat(archive.instance(SOP_INSTANCE)).contains(kept);
    assertThat(Digests.ofFile(kept.file())).isEqualTo(sent.fileDigest);
    assertThat(archive.quarantine()).isEmpty();
    archive.close();
    archive = open(ArchiveSettings.Layout.GATEWAY);
    assertThat(pushed.file()).doesNotExist();
    assertThat(archive.instance(SOP_INSTANCE).map(InstanceRecord::file).filter(Files::exists))
        .contains(kept.file());
  }

  @Test
  void anotherProvedFileAndOriginalsToBeKeptStayWhereTheyAre() throws Exception {
    push(Samples.slice(SOP_INSTANCE));
    InstanceRecord first = arrive(sent(Samples.slice(SOP_INSTANCE)));
    assertThat(arrive(sent(Samples.slice(SOP_INSTANCE), "OTHER"))).isEqualTo(first);
    archive.close();
    archive = open(ArchiveSettings.Layout.PACS);
    InstanceRecord original = push(Samples.slice("1.2.3.8"));
    assertThat(arrive(sent(Samples.slice("1.2.3.8")))).isEqualTo(original);
  }

  @Test
  void aDocumentIsReplacedUntilALedgerNamesIt() throws Exception {
    Attributes document =
        Samples.slice(SOP_INSTANCE)
            .set(Tag.SOPClassUID, UID.BasicTextSRStorage)
            .remove(Tag.PixelData);
    InstanceRecord pushed = push(document);
    InstanceRecord second = arrive(document(document, "SECOND"));
    assertThat(second.fileDigest()).isNotEqualTo(pushed.fileDigest());
    ConsultationCase named = Consultations.named("case-1", "Nguyễn Văn Đức", Priority.ROUTINE);
    LedgerEntry line =
        new LedgerEntry(
            named.caseId(),
            SOP_INSTANCE,
            CaseObject.Kind.IMAGE,
            "b",
            Place.GATEWAY,
            second.fileDigest(),
            "",
            "ARCHIVED",
            Instant.EPOCH);
    database.commit(transaction -> {
      new Cases(database).insert(transaction, named);
      new Ledger(database).record(transaction, line);
    });
    assertThat(arrive(document(document, "THIRD"))).isEqualTo(second);
  }

  private record Sent(Path file, String fileDigest, String framesDigest, ProofState proof) {}

  private InstanceRecord push(Attributes dataset) throws IOException {
    Path file = Samples.write(archive.staging().create(), dataset, UID.ImplicitVRLittleEndian);
    return ((StoreOutcome.Stored) archive.store(Incoming.of(file, "CT"))).instance();
  }

  private InstanceRecord arrive(Sent sent) throws IOException {
    StoreOutcome outcome =
        archive.store(Incoming.of(sent.file, "site").proved(sent.framesDigest, sent.proof));
    return ((StoreOutcome.AlreadyStored) outcome).instance();
  }

  private Sent sent(Attributes dataset) throws Exception {
    return sent(dataset, "TEST");
  }

  /** The other site's compressed and proved file. */
  private Sent sent(Attributes dataset, String source) throws Exception {
    Path original = directory.resolve("original.dcm");
    Samples.write(original, dataset, UID.ExplicitVRLittleEndian, source);
    Path file = archive.staging().create();
    TranscodeOutcome.Compressed compressed =
        (TranscodeOutcome.Compressed) new LosslessTranscoder(codecs).compress(original, file);
    return new Sent(file, Digests.ofFile(file), compressed.framesDigest(), ProofState.LOSSLESS);
  }

  private Sent document(Attributes dataset, String source) throws IOException {
    Path file = archive.staging().create();
    Samples.write(file, dataset, UID.ExplicitVRLittleEndian, source);
    return new Sent(file, Digests.ofFile(file), "", ProofState.NO_PIXELS);
  }
}
