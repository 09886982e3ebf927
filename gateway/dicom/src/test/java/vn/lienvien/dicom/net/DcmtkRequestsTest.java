package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DatasetReader;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** DCMTK's requestors against our acceptor. */
@Timeout(120)
class DcmtkRequestsTest {
  @TempDir Path directory;

  private final FakeStorage storage = new FakeStorage();
  private final List<MemoryInstance> images =
      IntStream.range(1, 6).mapToObj(number -> MemoryInstance.of(number, 100)).toList();

  @Test
  void echoscuIsAnswered() throws Exception {
    try (Node node = new Node(Services.echoOnly())) {
      Peer.Outcome echo = dcmtk(node, "echoscu", "-v", "-aec", Node.AE_TITLE);
      assertThat(echo.output()).contains("Received Echo Response (Success)");
      assertThat(echo.exitCode()).isZero();
    }
  }

  @Test
  void echoscuOfAStrangerIsToldWhyItIsRejected() throws Exception {
    try (Node node = new Node(Services.echoOnly())) {
      Peer.Outcome echo = dcmtk(node, "echoscu", "-aet", "STRANGER", "-aec", Node.AE_TITLE);
      assertThat(echo.output()).contains("Calling AE Title Not Recognized");
      assertThat(echo.exitCode()).isNotZero();
    }
  }

  @Test
  void storescuSendsWholeFilesWithEveryPduSize() throws Exception {
    Path files = writeFiles();
    for (String pdu : List.of("4096", "16384", "131072")) {
      storage.objects.clear();
      try (Node node = new Node(Services.echoOnly().withStorage(storage))) {
        Peer.Outcome sent =
            dcmtk(node, "storescu", "-aec", Node.AE_TITLE, "--max-send-pdu", pdu, "+sd", files);
        assertThat(sent.exitCode()).as(sent.output()).isZero();
      }
      assertReceived();
    }
  }

  @Test
  void findscuSeesEveryMatch() throws Exception {
    try (Node node = new Node(Services.echoOnly().withQuery(archive(Map.of())))) {
      Peer.Outcome found =
          dcmtk(
              node,
              "findscu",
              "-v",
              "-S",
              "-aec",
              Node.AE_TITLE,
              "-k",
              "QueryRetrieveLevel=IMAGE",
              "-k",
              "SOPInstanceUID");
      images.forEach(image -> assertThat(found.output()).contains(image.sopInstanceUID()));
      assertThat(found.output()).contains("Received Final Find Response (Success)");
    }
  }

  @Test
  void movescuMovesAStudyToAThirdParty() throws Exception {
    try (Node receiver = new Node(Services.echoOnly().withStorage(storage));
        Node node =
            new Node(
                Services.echoOnly().withRetrieve(archive(Map.of("THIRD", receiver.entity()))))) {
      Peer.Outcome moved = move(node, "THIRD");
      assertThat(moved.output()).contains("Received Final Move Response (Success)");
      assertReceived();
      assertThat(storage.requests.values())
          .allSatisfy(request ->
              assertThat(request.moveOriginator().orElseThrow().aeTitle()).isEqualTo("MOVESCU"));
    }
  }

  @Test
  void movescuToAnUnknownDestinationIsRefused() throws Exception {
    try (Node node = new Node(Services.echoOnly().withRetrieve(archive(Map.of())))) {
      assertThat(move(node, "NOWHERE").output()).contains("Refused: MoveDestinationUnknown");
    }
  }

  @Test
  void getscuGetsAStudyOnItsOwnAssociation() throws Exception {
    Path received = Files.createDirectory(directory.resolve("received"));
    try (Node node = new Node(Services.echoOnly().withRetrieve(archive(Map.of())))) {
      Peer.Outcome got =
          dcmtk(
              node,
              "getscu",
              "-v",
              "-S",
              "-aec",
              Node.AE_TITLE,
              "-od",
              received,
              "-k",
              "QueryRetrieveLevel=STUDY",
              "-k",
              "StudyInstanceUID=" + MemoryInstance.STUDY);
      assertThat(got.exitCode()).as(got.output()).isZero();
    }
    List<String> uids = new ArrayList<>();
    try (Stream<Path> files = Files.list(received)) {
      for (Path file : files.toList()) {
        uids.add(DicomFile.read(file).sopInstanceUID());
      }
    }
    assertThat(uids)
        .containsExactlyInAnyOrderElementsOf(
            images.stream().map(MemoryInstance::sopInstanceUID).toList());
  }

  private Peer.Outcome move(Node node, String destination) throws Exception {
    return dcmtk(
        node,
        "movescu",
        "-v",
        "-S",
        "-aec",
        Node.AE_TITLE,
        "-aem",
        destination,
        "-k",
        "QueryRetrieveLevel=STUDY",
        "-k",
        "StudyInstanceUID=" + MemoryInstance.STUDY);
  }

  private FakeArchive archive(Map<String, ApplicationEntity> destinations) {
    return new FakeArchive(images, destinations);
  }

  /** Arguments after the port are paths of what to send. */
  private Peer.Outcome dcmtk(Node node, Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (Object word : words) {
      boolean input = word instanceof Path && words[0].equals("storescu");
      (input ? paths : command).add(word.toString());
    }
    command.addAll(List.of("127.0.0.1", Integer.toString(node.port())));
    command.addAll(paths);
    return Peer.run(directory, command.toArray(String[]::new));
  }

  private Path writeFiles() throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    for (MemoryInstance image : images) {
      Part10Writer.write(
          files.resolve(image.sopInstanceUID()),
          FileMeta.of(
              image.sopClassUID(), image.sopInstanceUID(), UID.ExplicitVRLittleEndian, "TEST"),
          new DatasetReader(UID.ExplicitVRLittleEndian).read(image.bytes()));
    }
    return files;
  }

  private void assertReceived() {
    assertThat(storage.objects).hasSize(images.size());
    images.forEach(
        image -> assertThat(storage.objects.get(image.sopInstanceUID())).isEqualTo(image.bytes()));
  }
}
