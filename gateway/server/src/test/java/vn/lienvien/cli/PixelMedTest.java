package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.PixelMed;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** Each role of storage and query/retrieve against the PixelMed toolkit. */
class PixelMedTest {
  private static final String PIXELMED = "PIXELMED";

  @TempDir static Path directory;

  private static int pixelMedPort;
  private static int destinationPort;
  private static Program pixelMed;
  private static Node node;

  @BeforeAll
  static void open() throws Exception {
    pixelMedPort = Program.freePort();
    destinationPort = Program.freePort();
    pixelMed =
        PixelMed.server(
            directory.resolve("pixelmed"), PIXELMED, pixelMedPort, "CLIENT", destinationPort);
    node =
        new Node(
            directory.resolve("node"),
            "PACS_A",
            0,
            """
            peers:
              - {aeTitle: %s, host: 127.0.0.1, port: %d, roles: [store, query, move, get]}
            """
                .formatted(PIXELMED, pixelMedPort));
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
    pixelMed.close();
  }

  @Test
  void itEchoesStoresFindsGetsAndMovesWithUsAsScp() throws Exception {
    Slices study = new Slices("730");
    List<Path> files = study.write(directory.resolve("theirs"), 1, 2);
    Object[] us = {"127.0.0.1", node.port(), node.aeTitle(), PIXELMED};
    assertThat(run("network.VerificationSOPClassSCU", us, "NONSECURE")).contains("was successful");
    for (Path file : files) {
      run("network.StorageSOPClassSCU", us, file);
    }
    assertThat(scu("find", us, "STUDY", study.studyInstanceUID()).lines())
        .filteredOn(line -> line.startsWith("match"))
        .singleElement()
        .asString()
        .contains("Nguyễn^Văn^Đức");

    Path got = Files.createDirectories(directory.resolve("they-got"));
    scu("get", us, "STUDY", study.studyInstanceUID(), got);
    assertSame(files, got);

    Object[] move = {PIXELMED, "STUDY", study.studyInstanceUID()};
    assertThat(run("network.MoveSOPClassSCU", us, move)).contains("final status = 0x0");
    Eventually.that(() ->
        assertThat(ofOurs("find", imagesOf(study)).out().lines())
            .filteredOn("match"::equals)
            .hasSize(2));
  }

  @Test
  void itsServerTakesFindsGivesAndMovesForUs() throws Exception {
    Slices study = new Slices("731");
    Path sent = directory.resolve("ours");
    List<Path> files = study.write(sent, 1, 2);
    Ran stored = ofOurs("send", "--json", sent);
    assertThat(stored.json().path("taken").asInt()).as(stored.err()).isEqualTo(2);
    assertThat(ofOurs("echo").exitCode()).isZero();
    assertThat(ofOurs("find", imagesOf(study)).out().lines())
        .filteredOn("match"::equals)
        .hasSize(2);

    String key = "StudyInstanceUID=" + study.studyInstanceUID();
    Path got = directory.resolve("we-got");
    assertThat(ofOurs("get", "-od", got, "-k", key).exitCode()).isZero();
    assertSame(files, got);

    Path moved = Files.createDirectories(directory.resolve("we-moved"));
    try (Receiving receiving = new Receiving(moved, destinationPort)) {
      assertThat(ofOurs("move", "-aem", "CLIENT", "-k", key).exitCode()).isZero();
    }
    assertSame(files, moved);
  }

  private static Object[] imagesOf(Slices study) {
    String key = "StudyInstanceUID=" + study.studyInstanceUID();
    return new Object[] {"-k", "QueryRetrieveLevel=IMAGE", "-k", key, "-k", "SOPInstanceUID"};
  }

  private static Ran ofOurs(String name, Object... rest) {
    Object[] head = {"dicom", name, "-aet", "CLIENT", "-aec", PIXELMED, "127.0.0.1", pixelMedPort};
    return Ran.of(Stream.concat(Stream.of(head), Stream.of(rest)).toArray());
  }

  private static String run(String className, Object[] us, Object... rest) throws Exception {
    Object[] all = Stream.concat(Stream.of(us), Stream.of(rest)).toArray();
    return PixelMed.run(directory, className, all);
  }

  private static String scu(String role, Object[] us, Object... rest) throws Exception {
    Stream<Object> head = Stream.concat(Stream.of(role), Stream.of(us));
    return PixelMed.scu(directory, Stream.concat(head, Stream.of(rest)).toArray());
  }

  /** Names of received files differ from toolkit to toolkit; the objects in them do not. */
  private static void assertSame(List<Path> files, Path received) throws IOException {
    List<Path> copies;
    try (Stream<Path> walk = Files.walk(received)) {
      copies = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(copies).hasSameSizeAs(files);
    for (Path file : files) {
      assertThat(copies)
          .as("copies of %s", file)
          .filteredOn(copy -> Ran.of("dicom", "verify", file, copy).exitCode() == 0)
          .hasSize(1);
    }
  }
}
