package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.peer.Certificates;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.RealData;
import vn.lienvien.peer.Slices;

/** The network commands against this program's own PACS and against Orthanc. */
final class DicomNetworkTest {
  @TempDir static Path directory;
  private static int destinationPort;
  private static Orthanc orthanc;
  private static Node node;

  /** Whom the commands talk to. */
  enum Remote {
    LIENVIEN,
    ORTHANC;

    Object[] command(String name, Object... rest) {
      String aeTitle = this == LIENVIEN ? node.aeTitle() : Orthanc.AE_TITLE;
      int port = this == LIENVIEN ? node.port() : orthanc.dicomPort();
      Object[] head = {"dicom", name, "-aet", "CLIENT", "-aec", aeTitle, "127.0.0.1", port};
      return Stream.concat(Stream.of(head), Stream.of(rest)).toArray();
    }
  }

  @BeforeAll
  static void open() throws Exception {
    destinationPort = Program.freePort();
    orthanc = new Orthanc(directory.resolve("orthanc"), "CLIENT", destinationPort);
    node =
        new Node(
            directory.resolve("node"),
            "PACS_A",
            0,
            """
            peers:
              - {aeTitle: CLIENT, host: 127.0.0.1, port: %d, roles: [store, query, move, get]}
            """
                .formatted(destinationPort));
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
    orthanc.close();
  }

  @ParameterizedTest
  @EnumSource
  void sendsFindsGetsAndMoves(Remote remote) throws Exception {
    Slices study = new Slices("70" + remote.ordinal());
    Path files = directory.resolve("to-" + remote);
    List<Path> slices = study.write(files, 1, 3);
    Path compressed = files.resolve("compressed.dcm");
    assertThat(Ran.of("dicom", "transcode", slices.getFirst(), compressed).exitCode()).isZero();
    Files.delete(slices.getFirst());

    assertThat(Ran.of(remote.command("echo", "--json")).json().path("ok").asBoolean()).isTrue();

    Ran sent = Ran.of(remote.command("send", "--json", files));
    assertThat(sent.exitCode()).as(sent.err()).isZero();
    assertThat(sent.json().path("taken").asInt()).isEqualTo(3);

    Ran found =
        Ran.of(
            remote.command(
                "find",
                "--json",
                "-k",
                "AccessionNumber=" + study.accessionNumber(),
                "-k",
                "(0020,000D)",
                "-k",
                "PatientName"));
    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.json().at("/0020000D/Value/0").asText()).isEqualTo(study.studyInstanceUID());
    assertThat(found.json().at("/00100010/Value/0/Alphabetic").asText())
        .isEqualTo("Nguyễn^Văn^Đức");

    String key = "StudyInstanceUID=" + study.studyInstanceUID();
    Path got = directory.resolve("got-" + remote);
    Ran get = Ran.of(remote.command("get", "--json", "-od", got, "-k", key));
    assertThat(get.exitCode()).as(get.err()).isZero();
    assertThat(get.json().path("completed").asInt()).isEqualTo(3);
    assertSame(slices, compressed, got);

    Path moved = Files.createDirectories(directory.resolve("moved-" + remote));
    try (Receiving receiving = new Receiving(moved, destinationPort)) {
      Ran move = Ran.of(remote.command("move", "-aem", "CLIENT", "-k", key));
      assertThat(move.exitCode()).as(move.out() + move.err()).isZero();
      assertThat(move.out()).contains("C-MOVE");
      Eventually.that(() -> assertThat(dicomFiles(moved)).hasSize(3));
    }
    assertSame(slices, compressed, moved);
  }

  @Test
  void getsObjectsInTheTransferSyntaxAskedForAndNoOthers() throws Exception {
    Slices study = new Slices("721");
    Path files = directory.resolve("one-syntax");
    Path native1 = study.write(files, 1, 2).getFirst();
    Path compressed = files.resolve("compressed.dcm");
    assertThat(Ran.of("dicom", "transcode", native1, compressed).exitCode()).isZero();
    Files.delete(native1);
    assertThat(Ran.of(Remote.LIENVIEN.command("send", files)).exitCode()).isZero();

    String key = "StudyInstanceUID=" + study.studyInstanceUID();
    Path got = directory.resolve("got-one-syntax");
    String syntax = UID.JPEG2000Lossless;
    Object[] get = {"--json", "-od", got, "-k", key, "--transfer-syntax", syntax};
    Ran one = Ran.of(Remote.LIENVIEN.command("get", get));
    assertThat(one.exitCode()).isEqualTo(1);
    assertThat(one.json().path("completed").asInt()).isEqualTo(1);
    assertThat(one.json().path("failed").asInt()).isEqualTo(1);
    assertThat(dicomFiles(got)).hasSize(1);
    assertThat(DicomFile.read(dicomFiles(got).getFirst()).transferSyntaxUID()).isEqualTo(syntax);
  }

  @Test
  void saysWhenAnAssociationCannotHoldWhatIsAskedFor() {
    List<Object> get = new ArrayList<>(List.of("-k", "StudyInstanceUID=1.2"));
    for (int i = 0; i < 5; i++) {
      get.addAll(List.of("--transfer-syntax", "1.2." + i));
    }
    Ran ran = Ran.of(Remote.LIENVIEN.command("get", get.toArray()));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("131 presentation contexts").contains("128");
  }

  private static void assertSame(List<Path> slices, Path compressed, Path received)
      throws IOException {
    assertThat(dicomFiles(received)).hasSize(3);
    for (Path sent : List.of(compressed, slices.get(1), slices.get(2))) {
      String uid = DicomFile.read(sent).sopInstanceUID();
      Ran verified = Ran.of("dicom", "verify", sent, received.resolve(uid + ".dcm"));
      assertThat(verified.exitCode()).as(verified.out()).isZero();
    }
  }

  @Test
  void sendsRealFilesInTheirOwnTransferSyntaxes() throws Exception {
    AtomicInteger expected = new AtomicInteger();
    Path files = Files.createDirectories(directory.resolve("real"));
    for (String name :
        List.of(
            "MR__pydicom__MR_small.dcm",
            "CT__pydicom__693_J2KI.dcm",
            "MG__healthcare-dicom-dicomweb-adapter__example-mg.dcm",
            "ECG__dicomParser__wave_dfl.dcm",
            "DX__highdicom__dx_image.dcm")) {
      RealData.file(name).ifPresent(file -> copy(file, files.resolve(name), expected));
    }
    if (expected.get() == 0) {
      new Slices("710").write(files, 1, 1);
      expected.set(1);
    }
    Ran sent = Ran.of(Remote.LIENVIEN.command("send", "--json", files));
    assertThat(sent.json().path("taken").asInt()).as(sent.err()).isEqualTo(expected.get());
    for (Path file : dicomFiles(files)) {
      DicomFile original = DicomFile.read(file);
      assertThat(
              node.archive
                  .instance(original.sopInstanceUID())
                  .orElseThrow()
                  .originalTransferSyntaxUID())
          .isEqualTo(original.transferSyntaxUID());
    }
  }

  private static void copy(Path from, Path to, AtomicInteger count) {
    try {
      Files.copy(from, to);
      count.incrementAndGet();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendEndsWith1WhenOneObjectIsRefused() throws Exception {
    Slices study = new Slices("720");
    Path files = directory.resolve("conflicting");
    study.write(files, 1, 2);
    node.take(study.slice(1, 2).set(Tag.PatientID, "SOMEBODY-ELSE"));
    Files.writeString(files.resolve("notes.txt"), "no DICOM");
    Ran sent = Ran.of(Remote.LIENVIEN.command("send", "--json", files));
    assertThat(sent.exitCode()).isEqualTo(1);
    assertThat(sent.json().path("taken").asInt()).isEqualTo(1);
    assertThat(sent.json().path("refused").asInt()).isEqualTo(1);
    assertThat(sent.err()).contains("0111H", "skipped").doesNotContain("SOMEBODY-ELSE");
    assertThat(Ran.of(Remote.LIENVIEN.command("send", directory.resolve("nothing"))).exitCode())
        .isEqualTo(1);
  }

  @Test
  void aRejectionAndAClosedPortAreExplained() throws Exception {
    Ran stranger =
        Ran.of("dicom", "echo", "-aet", "STRANGER", "-aec", "PACS_A", "127.0.0.1", node.port());
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.out())
        .contains("association rejected for good by the application (result 1, source 1, reason 3)")
        .contains("check our AE title, host and port");
    Ran noTls = Ran.of("dicom", "echo", "--tls", "-aec", "PACS_A", "127.0.0.1", node.port());
    assertThat(noTls.exitCode()).isEqualTo(1);
    assertThat(noTls.out()).contains("check that this port speaks TLS").doesNotContain("null");
    Ran nobody = Ran.of("dicom", "echo", "no-such-host.invalid", 104);
    assertThat(nobody.out()).contains("no-such-host.invalid:104: no host of this name");
    Ran closed = Ran.of("dicom", "echo", "--json", "127.0.0.1", Program.freePort());
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.json().path("advice").asText()).contains("check host, port, firewall");
    Ran find = Ran.of("dicom", "find", "127.0.0.1", Program.freePort());
    assertThat(find.exitCode()).isEqualTo(1);
    assertThat(find.err()).contains("error: no connection", "check host, port, firewall");
    assertThat(find.err().lines().findFirst()).get().asString().endsWith(": connection refused");
  }

  @Test
  void receivesFromDcmtk() throws Exception {
    Slices study = new Slices("730");
    List<Path> files = study.write(directory.resolve("from-dcmtk"), 1, 2);
    Path target = directory.resolve("received");
    int port = Program.freePort();
    try (Receiving receiving = new Receiving(target, port)) {
      Program.Outcome sent =
          Program.run(
              directory,
              "storescu",
              "-v",
              "127.0.0.1",
              Integer.toString(port),
              files.getFirst().toString(),
              files.getLast().toString());
      assertThat(sent.exitCode()).as(sent.output()).isZero();
    }
    assertThat(dicomFiles(target)).hasSize(2);
    assertThat(DicomFile.read(target.resolve(study.sopInstanceUID(1, 1) + ".dcm")).dataset())
        .isEqualTo(DicomFile.read(files.getFirst()).dataset());
  }

  @Test
  void receiveTellsAProgramOfEachObject() throws Exception {
    Slices study = new Slices("740");
    List<Path> files = study.write(directory.resolve("told"), 1, 1);
    Path target = directory.resolve("told-received");
    int port = Program.freePort();
    try (Receiving receiving = new Receiving(target, port, "--json")) {
      Ran sent = Ran.of("dicom", "send", "-aet", "CT1", "127.0.0.1", port, files.getFirst());
      assertThat(sent.exitCode()).as(sent.err()).isZero();
      JsonNode told = new ObjectMapper().readTree(receiving.told());
      assertThat(told.path("callingAETitle").asText()).isEqualTo("CT1");
      assertThat(Path.of(told.path("file").asText())).exists().hasParent(target);
      assertThat(told.path("sopInstanceUID").asText()).isEqualTo(study.sopInstanceUID(1, 1));
    }
  }

  @Test
  void sendsAndReceivesOverMutualTls() throws Exception {
    Certificates tls = Certificates.make(directory.resolve("tls"));
    String[] options = {
      "--tls-ca", tls.authority().toString(),
      "--tls-cert", tls.certificate().toString(),
      "--tls-key", tls.key().toString()
    };
    String slice = new Slices("750").write(directory.resolve("tls-a"), 1, 1).getFirst().toString();
    String other = new Slices("751").write(directory.resolve("tls-b"), 1, 1).getFirst().toString();
    Path target = directory.resolve("tls-received");
    int port = Program.freePort();
    String portText = Integer.toString(port);
    try (Receiving receiving = new Receiving(target, port, options)) {
      Ran ours =
          Ran.of(
              Stream.concat(
                      Stream.of("dicom", "send", "127.0.0.1", portText, slice), Stream.of(options))
                  .toArray());
      assertThat(ours.exitCode()).as(ours.err()).isZero();
      Program.Outcome dcmtk =
          Program.run(
              directory,
              "storescu",
              "+tls",
              tls.key().toString(),
              tls.certificate().toString(),
              "+cf",
              tls.authority().toString(),
              "127.0.0.1",
              portText,
              other);
      assertThat(dcmtk.exitCode()).as(dcmtk.output()).isZero();
      assertThat(dicomFiles(target)).hasSize(2);

      Ran withoutCertificate =
          Ran.of("dicom", "echo", "+tls", "+cf", tls.authority(), "127.0.0.1", port);
      assertThat(withoutCertificate.exitCode()).isEqualTo(1);
      Ran unbelieved = Ran.of("dicom", "echo", "+tls", "127.0.0.1", port);
      assertThat(unbelieved.exitCode()).isEqualTo(1);
      assertThat(unbelieved.out()).isNotBlank();
    }
  }

  @Test
  void findStopsWhereItIsTold() throws Exception {
    new Slices("760").write(directory.resolve("find-a"), 1, 1);
    new Slices("761").write(directory.resolve("find-b"), 1, 1);
    for (String name : List.of("find-a", "find-b")) {
      Ran sent = Ran.of(Remote.LIENVIEN.command("send", directory.resolve(name)));
      assertThat(sent.exitCode()).as(sent.err()).isZero();
    }
    Ran found = Ran.of(Remote.LIENVIEN.command("find", "--cancel", "1", "-k", "StudyInstanceUID"));
    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.out()).contains("(0020,000d)");
  }

  private static List<Path> dicomFiles(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".dcm")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
