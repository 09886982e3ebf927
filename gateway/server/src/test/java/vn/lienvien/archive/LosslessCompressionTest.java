package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.peer.Consultations;

final class LosslessCompressionTest {
  private static final Job JOB =
      new Job(1, JobKind.PREPARE_IMAGES, "c1", Priority.STAT, 0, Instant.EPOCH);

  @TempDir Path directory;
  private FrameCodecPool codecs;
  private Database database;
  private Archive archive;
  private Cases cases;
  private Outbox outbox;

  @BeforeEach
  void open() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive = archive(ArchiveSettings.Layout.GATEWAY);
    cases = new Cases(database);
    outbox = new Outbox(database);
    database.commit(tx -> cases.insert(tx, Consultations.named("c1", "A", Priority.STAT)));
  }

  @AfterEach
  void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void compressesAndProvesEveryImageThenLetsTheCaseGoOn() throws Exception {
    expect("1.1", "1.2", "1.3");
    offer(Samples.slice("1.1"));
    offer(Samples.slice("1.2"));
    offer(Samples.slice("1.3").remove(Tag.PixelData));
    InstanceRecord before = archive.instance("1.1").orElseThrow();
    DicomFile original = DicomFile.read(before.file());
    String frames = new FramesDigest(codecs).of(original);
    String arrived = Digests.ofFileFrom(before.file(), original.datasetOffset());
    assertThat(archive.receivedDigest(before)).isEqualTo(arrived);
    assertThat(compression().run(JOB)).isEqualTo(JobOutcome.DONE);
    InstanceRecord after = archive.instance("1.1").orElseThrow();
    assertThat(after.proof()).isEqualTo(ProofState.LOSSLESS);
    assertThat(after.transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);
    assertThat(after.originalTransferSyntaxUID()).isEqualTo(UID.ExplicitVRLittleEndian);
    assertThat(after.framesDigest()).isEqualTo(frames);
    assertThat(after.receivedDigest()).isEqualTo(arrived);
    assertThat(new FramesDigest(codecs).of(DicomFile.read(after.file()))).isEqualTo(frames);
    assertThat(after.fileDigest()).isEqualTo(Digests.ofFile(after.file()));
    assertThat(after.sizeBytes()).isLessThan(before.sizeBytes());
    assertThat(archive.instance("1.3").orElseThrow().proof()).isEqualTo(ProofState.NO_PIXELS);
    assertThat(outbox.all()).extracting(j -> j.job().kind()).containsExactly(JobKind.ADVANCE_CASE);
    assertThat(offer(Samples.slice("1.1"))).isEqualTo(new StoreOutcome.AlreadyStored(after));
    assertThat(Files.exists(before.file())).as("a reader may still have the old record").isTrue();
    archive.close();
    archive = archive(ArchiveSettings.Layout.GATEWAY);
    assertThat(Files.exists(before.file())).isFalse();
    assertThat(Files.exists(after.file())).isTrue();
  }

  @Test
  void takesTheOriginalInAnotherEncodingForWhatWasCompressed() throws Exception {
    expect("1.1");
    offer(Samples.slice("1.1"));
    assertThat(compression().run(JOB)).isEqualTo(JobOutcome.DONE);
    Path file =
        Samples.write(archive.staging().create(), Samples.slice("1.1"), UID.ImplicitVRLittleEndian);
    assertThat(archive.store(Incoming.of(file, "T")))
        .isInstanceOf(StoreOutcome.AlreadyStored.class);
    Attributes changed = Samples.slice("1.1").set(Tag.PatientID, "BN0002");
    assertThat(offer(changed)).isInstanceOf(StoreOutcome.Conflicting.class);
  }

  @Test
  void comesBackForWhatIsMissingAndHasDoneTheRest() throws Exception {
    expect("1.1", "1.2");
    offer(Samples.slice("1.1"));
    assertThat(compression().run(JOB))
        .isInstanceOfSatisfying(
            JobOutcome.RetryLater.class,
            later -> assertThat(later.reason()).isEqualTo("1 expected instances are not here"));
    assertThat(archive.instance("1.1").orElseThrow().proof()).isEqualTo(ProofState.LOSSLESS);
    assertThat(outbox.all()).isEmpty();
    offer(Samples.slice("1.2"));
    assertThat(compression().run(JOB)).isEqualTo(JobOutcome.DONE);
    assertThat(outbox.all()).hasSize(1);
  }

  @Test
  void leavesFilesOfAPacsAsTheyCame() throws Exception {
    archive.close();
    archive = archive(ArchiveSettings.Layout.PACS);
    expect("1.1");
    offer(Samples.slice("1.1"));
    InstanceRecord before = archive.instance("1.1").orElseThrow();
    assertThat(compression().run(JOB)).isEqualTo(JobOutcome.DONE);
    InstanceRecord after = archive.instance("1.1").orElseThrow();
    assertThat(after.fileDigest()).isEqualTo(before.fileDigest());
    assertThat(after.framesDigest()).isNotEmpty();
  }

  private LosslessCompression compression() {
    return new LosslessCompression(database, archive, cases, outbox, codecs);
  }

  private Archive archive(ArchiveSettings.Layout layout) throws IOException {
    return Archive.open(
        new ArchiveSettings(layout, directory.resolve("archive"), 0), database, codecs);
  }

  private void expect(String... uids) {
    database.commit(tx -> cases.expect(tx, "c1", List.of(uids)));
  }

  private StoreOutcome offer(Attributes dataset) throws IOException {
    Path file = Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
    return archive.store(Incoming.of(file, "TEST"));
  }
}
