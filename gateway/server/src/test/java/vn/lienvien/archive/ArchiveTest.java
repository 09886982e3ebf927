package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.StoreOutcome;

final class ArchiveTest {
  private static final String LITTLE = UID.ExplicitVRLittleEndian;

  @TempDir Path directory;
  private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
  private final List<StoreSteps.Step> failing = new ArrayList<>();
  private FrameCodecPool codecs;
  private Database database;
  private Archive archive;

  @BeforeEach
  void open() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive = open(ArchiveSettings.Layout.GATEWAY);
  }

  @AfterEach
  void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void storesAnInstanceWithItsDigestsAndTheCallersRows() throws IOException {
    AtomicInteger hooks = new AtomicInteger();
    Path staged = staged(Samples.slice("1.2.3.1.1"), LITTLE);
    String digest = Digests.ofFile(staged);
    StoreOutcome outcome =
        archive.store(
            Incoming.of(staged, "CT_A")
                .announcedAs(UID.CTImageStorage, "1.2.3.1.1")
                .with((_, _) -> hooks.incrementAndGet()));
    InstanceRecord stored = stored(outcome);
    assertThat(archive.instance("1.2.3.1.1")).contains(stored);
    assertThat(archive.instances(Samples.STUDY)).containsExactly(stored);
    assertThat(stored.file()).isAbsolute().exists();
    assertThat(stored.fileDigest()).isEqualTo(digest).isEqualTo(Digests.ofFile(stored.file()));
    assertThat(stored.transferSyntaxUID()).isEqualTo(LITTLE);
    assertThat(stored.proof()).isEqualTo(ProofState.UNPROVED);
    assertThat(stored.numberOfFrames()).isEqualTo(1);
    assertThat(archive.lastStoredAt(Samples.STUDY)).contains(stored.storedAt());
    assertThat(archive.missing(List.of("1.2.3.1.1", "1.9"))).containsExactly("1.9");
    assertThat(hooks).hasValue(1);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void takesTheSameInstanceAgainInAnyEncodingAsTheSame() throws IOException {
    InstanceRecord first = stored(offer(Samples.slice("1.5"), LITTLE));
    assertThat(offer(Samples.slice("1.5"), LITTLE))
        .isEqualTo(new StoreOutcome.AlreadyStored(first));
    assertThat(offer(Samples.slice("1.5"), UID.ImplicitVRLittleEndian))
        .isEqualTo(new StoreOutcome.AlreadyStored(first));
    assertThat(offer(Samples.slice("1.5"), UID.ExplicitVRBigEndian))
        .isEqualTo(new StoreOutcome.AlreadyStored(first));
    assertThat(archive.quarantine()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void keepsAnotherInstanceOfTheSameUidInQuarantineOnce() throws IOException {
    InstanceRecord first = stored(offer(Samples.slice("1.6"), LITTLE));
    Attributes otherName = Samples.slice("1.6").set(Tag.PatientName, "Khác");
    Attributes otherPixels =
        Samples.slice("1.6").setBytes(Tag.PixelData, VR.OW, new byte[64 * 64 * 2]);
    StoreOutcome conflict = offer(otherName, LITTLE);
    assertThat(conflict).isInstanceOf(StoreOutcome.Conflicting.class);
    assertThat(offer(otherName, LITTLE)).isEqualTo(conflict);
    assertThat(offer(otherPixels, UID.ImplicitVRLittleEndian))
        .isInstanceOf(StoreOutcome.Conflicting.class);
    assertThat(archive.instance("1.6")).contains(first);
    assertThat(Digests.ofFile(first.file())).isEqualTo(first.fileDigest());
    assertThat(archive.quarantine()).hasSize(2).allMatch(q -> Files.exists(q.file()));
    assertThat(archive.statistics().quarantined()).isEqualTo(2);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesWhatIsNotTheAnnouncedInstanceOrNoDicomAndLeavesNothing() throws IOException {
    Path other = staged(Samples.slice("1.7"), LITTLE);
    assertRefused(
        archive.store(Incoming.of(other, "X").announcedAs(UID.CTImageStorage, "1.8")),
        StoreOutcome.Refusal.DOES_NOT_MATCH_SOP_CLASS);
    assertRefused(
        archive.store(
            Incoming.of(staged(Samples.slice("1.7"), LITTLE), "X")
                .announcedAs(UID.MRImageStorage, "1.7")),
        StoreOutcome.Refusal.DOES_NOT_MATCH_SOP_CLASS);
    assertRefused(
        offer(Samples.slice("1.7").remove(Tag.StudyInstanceUID), LITTLE),
        StoreOutcome.Refusal.DOES_NOT_MATCH_SOP_CLASS);
    assertRefused(
        offer(Samples.slice("1.7").set(Tag.SeriesInstanceUID, "../../etc"), LITTLE),
        StoreOutcome.Refusal.DOES_NOT_MATCH_SOP_CLASS);
    Path garbage =
        archive
            .staging()
            .receive(new ByteArrayInputStream("không phải DICOM".getBytes(StandardCharsets.UTF_8)));
    assertRefused(archive.store(Incoming.of(garbage, "X")), StoreOutcome.Refusal.CANNOT_UNDERSTAND);
    assertThat(archive.statistics().instances()).isZero();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesBelowTheWatermarkAndWhenTheDiskFillsAndGoesOnWhenThereIsRoom() throws IOException {
    free.set(99);
    assertThat(archive.hasRoom()).isFalse();
    assertRefused(offer(Samples.slice("1.9"), LITTLE), StoreOutcome.Refusal.OUT_OF_RESOURCES);
    free.set(Long.MAX_VALUE);
    for (StoreSteps.Step step : StoreSteps.Step.values()) {
      failing.add(step);
      String uid = "1.9." + step.ordinal();
      Attributes dataset =
          step.compareTo(StoreSteps.Step.FILE_FORCED) < 0 ? Samples.slice(uid) : Samples.large(uid);
      assertRefused(offer(dataset, LITTLE), StoreOutcome.Refusal.OUT_OF_RESOURCES);
      assertThat(leftovers()).as("after %s", step).isEmpty();
      failing.clear();
    }
    assertThat(archive.instance("1.9.0")).isEmpty();
    assertThat(offer(Samples.slice("1.9.0"), LITTLE)).isInstanceOf(StoreOutcome.Stored.class);
  }

  @Test
  void leavesNothingOfAnInstanceWhoseCallersRowsFail() throws IOException {
    Path staged = staged(Samples.slice("1.10"), LITTLE);
    Incoming incoming =
        Incoming.of(staged, "X")
            .with((_, _) -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(() -> archive.store(incoming)).isInstanceOf(IllegalStateException.class);
    assertThat(archive.instance("1.10")).isEmpty();
    assertThat(files("objects")).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void storesAnInstanceOnceThoughManySendItTogether() throws Exception {
    List<Future<StoreOutcome>> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String uid = "1.11." + i % 8;
        outcomes.add(threads.submit(() -> offer(Samples.slice(uid), LITTLE)));
      }
    }
    int stored = 0;
    for (Future<StoreOutcome> outcome : outcomes) {
      stored += outcome.get() instanceof StoreOutcome.Stored ? 1 : 0;
    }
    assertThat(stored).isEqualTo(8);
    assertThat(archive.instances(Samples.STUDY)).hasSize(8);
    assertThat(files("objects")).hasSize(8);
  }

  @Test
  void takesAFileBackThatWasLost() throws IOException {
    InstanceRecord first = stored(offer(Samples.slice("1.12"), LITTLE));
    Files.delete(first.file());
    InstanceRecord again = stored(offer(Samples.slice("1.12"), LITTLE));
    assertThat(again.file()).exists();
    assertThat(archive.instance("1.12")).contains(again);
  }

  @Test
  void keepsWhatComesAgainWhenItsOwnFileIsDamaged() throws IOException {
    InstanceRecord first = stored(offer(Samples.slice("1.13"), LITTLE));
    Files.write(first.file(), new byte[200]);
    assertThat(offer(Samples.slice("1.13"), LITTLE)).isInstanceOf(StoreOutcome.Conflicting.class);
    assertThat(archive.quarantine()).hasSize(1);
  }

  @Test
  void namesFilesOfAPacsByTheirUidsAndThoseOfAGatewayByDigest() throws IOException {
    InstanceRecord hashed = stored(offer(Samples.slice("1.13"), LITTLE));
    assertThat(hashed.file().getFileName().toString()).isEqualTo(Digests.ofText("1.13") + ".dcm");
    archive.close();
    archive = open(ArchiveSettings.Layout.PACS);
    InstanceRecord plain = stored(offer(Samples.slice("1.14"), LITTLE));
    assertThat(plain.file()).endsWith(Path.of("objects", "1.2.3", "1.2.3.1", "1.14.dcm"));
  }

  @Test
  void storesADataSetMadeHereAndKnowsThatItHasNoPixels() throws IOException {
    Attributes report = Samples.slice("1.15").remove(Tag.PixelData);
    InstanceRecord stored = stored(archive.store(report, "consult", (_, _) -> {}));
    assertThat(stored.proof()).isEqualTo(ProofState.NO_PIXELS);
    assertThat(stored.numberOfFrames()).isZero();
  }

  private Archive open(ArchiveSettings.Layout layout) throws IOException {
    StoreSteps steps =
        step -> {
          if (failing.contains(step)) {
            throw new IOException("No space left on device");
          }
        };
    return Archive.open(
        new ArchiveSettings(layout, directory.resolve("archive"), 100),
        database,
        codecs,
        new ArchiveProbes(free::get, steps));
  }

  private StoreOutcome offer(Attributes dataset, String transferSyntaxUID) throws IOException {
    return archive.store(Incoming.of(staged(dataset, transferSyntaxUID), "TEST"));
  }

  private Path staged(Attributes dataset, String transferSyntaxUID) throws IOException {
    return Samples.write(archive.staging().create(), dataset, transferSyntaxUID);
  }

  private static InstanceRecord stored(StoreOutcome outcome) {
    assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    return ((StoreOutcome.Stored) outcome).instance();
  }

  private static void assertRefused(StoreOutcome outcome, StoreOutcome.Refusal refusal) {
    assertThat(outcome).isInstanceOf(StoreOutcome.Refused.class);
    assertThat(((StoreOutcome.Refused) outcome).refusal()).isEqualTo(refusal);
  }

  private List<Path> leftovers() throws IOException {
    return files("staging");
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("archive").resolve(part))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
