package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienvien.archive.StoreSteps;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DatasetWriter;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Rejection;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.MemoryInstance;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

final class StorageTest {
  @TempDir static Path directory;
  private static Node node;

  @BeforeAll
  static void open() throws IOException {
    node =
        new Node(
            directory.resolve("node"),
            "GATEWAY",
            0,
            """
            peers:
              - {aeTitle: MODALITY, host: 127.0.0.1, port: 104, roles: [store]}
              - {aeTitle: READER, host: 127.0.0.1, port: 104, roles: [query]}
              - {aeTitle: ELSEWHERE, host: 127.0.0.2, port: 104, roles: [store]}
            """);
  }

  @AfterEach
  void leavesNothingInStaging() throws Exception {
    node.watch = StoreSteps.UNWATCHED;
    node.freeBytes.set(Long.MAX_VALUE);
    Eventually.that(() -> assertThat(staged()).isEmpty());
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
  }

  @Test
  void takesWhatDcmtkSends() throws Exception {
    Slices study = new Slices("101");
    List<Path> files = study.write(directory.resolve("files"), 1, 3);
    Program.Outcome sent = storescu("MODALITY", files.toArray(Path[]::new));
    assertThat(sent.exitCode()).as(sent.output()).isZero();
    assertThat(node.archive.instances(study.studyInstanceUID())).hasSize(3);
  }

  @Test
  void answersSuccessOnlyWhenTheInstanceIsThereForEverybody() throws Exception {
    Attributes slice = new Slices("102").slice(1, 1);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    node.watch =
        step -> {
          if (step == StoreSteps.Step.JOURNALED) {
            written.countDown();
            await(mayCommit);
          }
        };
    try (Association association = open("MODALITY")) {
      CompletableFuture<Status> answer = association.storeAsync(MemoryInstance.of(slice));
      assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(100);
      assertThat(answer).isNotDone();
      assertThat(node.archive.instance(uid(slice))).isEmpty();
      mayCommit.countDown();
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(Status.SUCCESS);
    } finally {
      mayCommit.countDown();
    }
    assertThat(node.archive.instance(uid(slice))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreSteps.Step.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMMITTED", "DEFERRED", "NAMED"})
  void answersNoSuccessWhenAStepFailsAndTakesItOnTheNextTry(StoreSteps.Step failing)
      throws Exception {
    Attributes slice = new Slices("103").slice(1, failing.ordinal() + 1);
    if (failing.compareTo(StoreSteps.Step.FILE_FORCED) >= 0) {
      slice.setBytes(Tag.PixelData, VR.OW, new byte[3 << 20]); // too large for the journal
    }
    node.watch =
        step -> {
          if (step == failing) {
            throw new IOException("the disk fails at " + step);
          }
        };
    assertThat(store(slice).code()).isEqualTo(0x0110);
    assertThat(node.archive.instance(uid(slice))).isEmpty();
    node.watch = StoreSteps.UNWATCHED;
    assertThat(store(slice)).isEqualTo(Status.SUCCESS);
  }

  @Test
  void makesFileAndRowsOfWhatItHasAnsweredWhenTheDiskCanBeWrittenAgain() throws Exception {
    Attributes slice = new Slices("114").slice(1, 1);
    AtomicInteger failures = new AtomicInteger(2);
    node.watch =
        step -> {
          if (step == StoreSteps.Step.NAMED && failures.getAndDecrement() > 0) {
            throw new IOException("No space left on device");
          }
        };
    assertThat(store(slice)).isEqualTo(Status.SUCCESS);
    InstanceRecord kept = node.archive.instance(uid(slice)).orElseThrow();
    assertThat(DicomFile.read(kept.file()).sopInstanceUID()).isEqualTo(uid(slice));
    assertThat(failures).hasNegativeValue();
  }

  @Test
  void aSecondCopyIsSuccessAndChangesNothing() throws Exception {
    Attributes slice = new Slices("104").slice(1, 1);
    assertThat(store(slice)).isEqualTo(Status.SUCCESS);
    var first = node.archive.instance(uid(slice));
    int quarantined = node.archive.quarantine().size();
    assertThat(store(slice)).isEqualTo(Status.SUCCESS);
    assertThat(node.archive.instance(uid(slice))).isEqualTo(first);
    assertThat(node.archive.quarantine()).hasSize(quarantined);
  }

  @Test
  void otherContentUnderAKnownUidIsKeptApartAndAnswered0111H() throws Exception {
    Attributes slice = new Slices("105").slice(1, 1);
    store(slice);
    var first = node.archive.instance(uid(slice));
    Status answer = store(slice.copy().set(Tag.PatientID, "OTHER-PATIENT"));
    assertThat(answer.code()).isEqualTo(0x0111);
    assertThat(answer.comment()).isNotEmpty().doesNotContain("OTHER-PATIENT");
    assertThat(node.archive.instance(uid(slice))).isEqualTo(first);
    assertThat(node.archive.quarantine())
        .filteredOn(kept -> kept.toString().contains(uid(slice)))
        .hasSize(1);
  }

  @Test
  void anObjectThatIsNotWhatWasAnnouncedIsAnsweredA900H() throws Exception {
    Attributes slice = new Slices("106").slice(1, 1);
    byte[] bytes = new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(slice);
    assertThat(store(MemoryInstance.of("2.25.9", bytes)).code()).isEqualTo(0xa900);
    Attributes otherClass = slice.copy().set(Tag.SOPClassUID, UID.MRImageStorage);
    assertThat(store(otherClass).code()).isEqualTo(0xa900);
    Attributes withoutStudy = slice.copy().remove(Tag.StudyInstanceUID);
    assertThat(store(withoutStudy).code()).isEqualTo(0xa900);
    assertThat(node.archive.instance(uid(slice))).isEmpty();
    assertThat(node.archive.instance("2.25.9")).isEmpty();
  }

  @Test
  void whatIsNoDataSetIsAnsweredC000H() throws Exception {
    byte[] garbage = "this is no data set, whatever it was called".getBytes(StandardCharsets.UTF_8);
    assertThat(store(MemoryInstance.of("2.25.107", garbage)).code()).isEqualTo(0xc000);
    byte[] whole =
        new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(new Slices("107").slice(1, 1));
    byte[] truncated = java.util.Arrays.copyOf(whole, whole.length - 1001);
    String uid = new Slices("107").sopInstanceUID(1, 1);
    assertThat(store(MemoryInstance.of(uid, truncated)).code()).isEqualTo(0xc000);
    assertThat(node.archive.instance(uid)).isEmpty();
  }

  @Test
  void aFullArchiveAnswersA700HAndTakesItWhenThereIsRoomAgain() throws Exception {
    Attributes slice = new Slices("108").slice(1, 1);
    node.freeBytes.set(999);
    try (Association association = open("MODALITY")) {
      assertThat(association.store(MemoryInstance.of(slice)).code()).isEqualTo(0xa700);
      assertThat(node.archive.instance(uid(slice))).isEmpty();
      node.freeBytes.set(1000);
      assertThat(association.store(MemoryInstance.of(slice))).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void aDiskThatFillsBetweenIsAnsweredA700H() throws Exception {
    Attributes slice = new Slices("109").slice(1, 1);
    node.watch =
        step -> {
          throw new IOException("No space left on device");
        };
    assertThat(store(slice).code()).isEqualTo(0xa700);
    assertThat(node.archive.instance(uid(slice))).isEmpty();
  }

  @Test
  void anAssociationThatEndsInTheMiddleOfAnObjectLeavesNothing() throws Exception {
    Attributes slice = new Slices("110").slice(1, 1);
    byte[] bytes = new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(slice);
    Association association = open("MODALITY");
    InputStream half =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes, 0, bytes.length / 2),
            new InputStream() {
              @Override
              public int read() {
                association.abort();
                return -1;
              }
            });
    MemoryInstance cut =
        new MemoryInstance(UID.CTImageStorage, uid(slice), new DataSetSource.Stream(half));
    assertThatThrownBy(() -> association.store(cut)).isInstanceOf(IOException.class);
    assertThat(association.isOpen()).isFalse();
    leavesNothingInStaging();
    assertThat(node.archive.instance(uid(slice))).isEmpty();
    assertThat(node.archive.instances(new Slices("110").studyInstanceUID())).isEmpty();
  }

  @Test
  void whoIsNotListedIsRejected() throws Exception {
    assertRejected("STRANGER", "GATEWAY", Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    assertRejected("ELSEWHERE", "GATEWAY", Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    assertRejected("MODALITY", "SOMEBODY", Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
    Program.Outcome echoed =
        Program.run(
            directory,
            "echoscu",
            "-aet",
            "STRANGER",
            "-aec",
            "GATEWAY",
            "127.0.0.1",
            Integer.toString(node.port()));
    assertThat(echoed.exitCode()).isNotZero();
    assertThat(echoed.output()).contains("Calling AE Title Not Recognized");
  }

  @Test
  void aPeerWithoutTheRoleIsAnswered0124H() throws Exception {
    Attributes slice = new Slices("111").slice(1, 1);
    try (Association association = open("READER")) {
      assertThat(association.store(MemoryInstance.of(slice))).isEqualTo(Status.NOT_AUTHORIZED);
    }
    assertThat(node.archive.instance(uid(slice))).isEmpty();
  }

  private static Status store(Attributes dataset) throws IOException {
    return store(MemoryInstance.of(uid(dataset), bytes(dataset)));
  }

  private static Status store(MemoryInstance instance) throws IOException {
    try (Association association = open("MODALITY")) {
      return association.store(instance);
    }
  }

  private static byte[] bytes(Attributes dataset) {
    return new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(dataset);
  }

  private static Association open(String callingAETitle) throws IOException {
    return node.requestor.open(
        callingAETitle,
        node.entity(),
        List.of(new PresentationContext(UID.CTImageStorage, UID.ExplicitVRLittleEndian)));
  }

  private static void assertRejected(String calling, String called, Rejection why) {
    ApplicationEntity entity = new ApplicationEntity(called, "127.0.0.1", node.port());
    assertThatThrownBy(() ->
            node.requestor.open(
                calling,
                entity,
                List.of(new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian))))
        .isInstanceOfSatisfying(
            AssociationException.Rejected.class,
            rejected -> assertThat(rejected.rejection()).isEqualTo(why));
  }

  private static Program.Outcome storescu(String callingAETitle, Path... files) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "storescu",
                "-v",
                "-aet",
                callingAETitle,
                "-aec",
                "GATEWAY",
                "127.0.0.1",
                Integer.toString(node.port())));
    for (Path file : files) {
      command.add(file.toString());
    }
    return Program.run(directory, command.toArray(String[]::new));
  }

  private static String uid(Attributes dataset) {
    return dataset.string(Tag.SOPInstanceUID, "");
  }

  private static List<Path> staged() {
    try {
      return node.staged();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
