package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/** Our requestor against DCMTK's storescp and dcmqrscp. */
@Timeout(120)
class DcmtkAnswersTest {
  private static final Attributes STUDY =
      new Attributes()
          .set(Tag.QueryRetrieveLevel, "STUDY")
          .set(Tag.StudyInstanceUID, MemoryInstance.STUDY);

  @TempDir Path directory;

  private final FakeStorage storage = new FakeStorage();
  private final List<MemoryInstance> images =
      IntStream.range(1, 6).mapToObj(number -> MemoryInstance.of(number, 100)).toList();

  @Test
  void storescpKeepsWhatWeSendAndAFileIsSentFromItsOffset() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    sendToStorescp(first, images);
    List<FileInstance> files = new ArrayList<>();
    for (Path file : filesIn(first)) {
      files.add(FileInstance.of(DicomFile.read(file)));
    }
    assertThat(files).hasSize(images.size());

    sendToStorescp(second, files);
    for (Path file : filesIn(second)) {
      assertThat(dataSetOf(file)).isEqualTo(dataSetOf(first.resolve(file.getFileName())));
    }
    assertThat(filesIn(second)).hasSize(images.size());
  }

  @Test
  void dcmqrscpIsAskedAndSendsByMoveAndByGet() throws Exception {
    int port = Peer.freePort();
    try (Node node = new Node(Services.echoOnly().withStorage(storage));
        Peer archive = dcmqrscp(port, node.port())) {
      ApplicationEntity called = new ApplicationEntity("ARCHIVE", "127.0.0.1", port);
      try (Association association = node.requestor().open("LIENVIEN", called, contexts())) {
        for (MemoryInstance image : images) {
          assertThat(association.store(image).isSuccess()).as(archive.output()).isTrue();
        }
        find(association);
        move(association);
        get(association);
      }
    }
  }

  private void find(Association association) throws Exception {
    Attributes keys =
        new Attributes()
            .set(Tag.QueryRetrieveLevel, "IMAGE")
            .set(Tag.StudyInstanceUID, MemoryInstance.STUDY)
            .set(Tag.SeriesInstanceUID, MemoryInstance.SERIES)
            .setEmpty(Tag.SOPInstanceUID);
    List<String> found =
        association.find(UID.StudyRootQueryRetrieveInformationModelFind, keys).stream()
            .map(match -> match.string(Tag.SOPInstanceUID, ""))
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(uids());
  }

  private void move(Association association) throws Exception {
    RetrieveResult moved =
        association.move(
            UID.StudyRootQueryRetrieveInformationModelMove,
            STUDY,
            "LIENVIEN",
            progress -> {},
            new Cancellation());
    assertThat(moved.status()).isEqualTo(Status.SUCCESS);
    assertThat(moved.subOperations().completed()).isEqualTo(images.size());
    assertThat(storage.objects.keySet()).containsExactlyInAnyOrderElementsOf(uids());
    RetrieveResult refused =
        association.move(
            UID.StudyRootQueryRetrieveInformationModelMove,
            STUDY,
            "NOBODY",
            progress -> {},
            new Cancellation());
    assertThat(refused.status().code()).isEqualTo(Status.MOVE_DESTINATION_UNKNOWN.code());
  }

  private void get(Association association) throws Exception {
    FakeStorage got = new FakeStorage();
    RetrieveResult result =
        association.get(
            UID.StudyRootQueryRetrieveInformationModelGet,
            STUDY,
            got,
            progress -> {},
            new Cancellation());
    assertThat(result.status()).isEqualTo(Status.SUCCESS);
    assertThat(got.objects.keySet()).containsExactlyInAnyOrderElementsOf(uids());
  }

  @Test
  void aSopClassTheOtherSideDoesNotTakeIsNamedAndTheAssociationGoesOn() throws Exception {
    int port = Peer.freePort();
    try (Peer peer = Peer.listen(directory, port, "storescp");
        Transport transport = Transport.portable()) {
      AssociationRequestor requestor = new AssociationRequestor(transport, Node.shortTimes());
      List<PresentationContext> contexts =
          List.of(
              new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian),
              new PresentationContext(UID.CTImageStorage, UID.JPEG2000Lossless));
      ApplicationEntity called = new ApplicationEntity("ANY", "127.0.0.1", port);
      try (Association association = requestor.open("TEST", called, contexts)) {
        assertThatThrownBy(() -> association.store(images.getFirst()))
            .isInstanceOf(AssociationException.NoPresentationContext.class);
        assertThat(association.echo().isSuccess()).as(peer.output()).isTrue();
      }
    }
  }

  private void sendToStorescp(Path into, List<? extends OutgoingInstance> instances)
      throws Exception {
    int port = Peer.freePort();
    try (Peer peer = Peer.listen(directory, port, "storescp", "-od", into.toString());
        Transport transport = Transport.open()) {
      AssociationRequestor requestor = new AssociationRequestor(transport, Node.shortTimes());
      ApplicationEntity called = new ApplicationEntity("STORESCP", "127.0.0.1", port);
      try (Association association =
          requestor.open("TEST", called, PresentationContext.forSending(instances))) {
        for (OutgoingInstance instance : instances) {
          assertThat(association.store(instance).isSuccess()).as(peer.output()).isTrue();
        }
      }
    }
  }

  private List<String> uids() {
    return images.stream().map(MemoryInstance::sopInstanceUID).toList();
  }

  private static List<PresentationContext> contexts() {
    String syntax = UID.ExplicitVRLittleEndian;
    return List.of(
        new PresentationContext(UID.CTImageStorage, syntax).withRoles(Roles.BOTH),
        new PresentationContext(UID.StudyRootQueryRetrieveInformationModelFind, syntax),
        new PresentationContext(UID.StudyRootQueryRetrieveInformationModelMove, syntax),
        new PresentationContext(UID.StudyRootQueryRetrieveInformationModelGet, syntax));
  }

  private Peer dcmqrscp(int port, int ourPort) throws Exception {
    Path database = Files.createDirectory(directory.resolve("database"));
    Path configuration = directory.resolve("dcmqrscp.cfg");
    Files.writeString(
        configuration,
        """
        MaxPDUSize = 16384
        MaxAssociations = 16
        HostTable BEGIN
        us = (LIENVIEN, 127.0.0.1, %d)
        HostTable END
        VendorTable BEGIN
        VendorTable END
        AETable BEGIN
        ARCHIVE %s RW (200, 1024mb) ANY
        AETable END
        """
            .formatted(ourPort, database));
    return Peer.listen(directory, port, "dcmqrscp", "-c", configuration.toString());
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static byte[] dataSetOf(Path file) throws Exception {
    byte[] all = Files.readAllBytes(file);
    int offset = (int) DicomFile.read(file).datasetOffset();
    return Arrays.copyOfRange(all, offset, all.length);
  }
}
