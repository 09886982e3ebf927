package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DatasetWriter;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.RetrieveResult;
import vn.lienvien.dicom.net.Roles;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.StorageHandler;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** The gateway as Query/Retrieve SCP, asked by DCMTK and by our own client. */
final class QueryRetrieveTest {
  private static final Slices ONE = new Slices("201");
  private static final Slices TWO = new Slices("202");
  private static final Slices COMPRESSED = new Slices("203");
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
  private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
  private static final String PATIENT_GET = UID.PatientRootQueryRetrieveInformationModelGet;

  @TempDir static Path directory;
  private static int destinationPort;
  private static Node node;

  @BeforeAll
  static void fill() throws Exception {
    destinationPort = Program.freePort();
    node =
        new Node(
            directory.resolve("node"),
            "GATEWAY",
            0,
            """
            peers:
              - {aeTitle: VIEWER, host: 127.0.0.1, port: %d, roles: [query, move, get]}
              - {aeTitle: MODALITY, host: 127.0.0.1, port: 104, roles: [store]}
            """
                .formatted(destinationPort));
    node.take(ONE, 1, 2);
    node.take(ONE, 2, 1);
    node.take(TWO, 1, 1);
    for (String uid : node.take(COMPRESSED, 1, 2)) {
      node.compress(uid);
      assertThat(node.archive.instance(uid).orElseThrow().transferSyntaxUID())
          .isEqualTo(UID.JPEG2000Lossless);
    }
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
  }

  @Test
  void findscuFindsStudiesSeriesAndImagesInBothRoots() throws Exception {
    String studies =
        findscu("-S", "QueryRetrieveLevel=STUDY", "PatientName=nguyen*", "StudyInstanceUID");
    assertThat(studies)
        .contains(ONE.studyInstanceUID(), TWO.studyInstanceUID(), COMPRESSED.studyInstanceUID());
    String series =
        findscu(
            "-P",
            "QueryRetrieveLevel=SERIES",
            "PatientID=" + ONE.patientID(),
            "StudyInstanceUID=" + ONE.studyInstanceUID(),
            "SeriesInstanceUID",
            "NumberOfSeriesRelatedInstances");
    assertThat(series).contains(ONE.seriesInstanceUID(1), ONE.seriesInstanceUID(2));
    String images =
        findscu(
            "-S",
            "QueryRetrieveLevel=IMAGE",
            "StudyInstanceUID=" + ONE.studyInstanceUID(),
            "SeriesInstanceUID=" + ONE.seriesInstanceUID(1),
            "SOPInstanceUID");
    assertThat(images)
        .contains(ONE.sopInstanceUID(1, 1), ONE.sopInstanceUID(1, 2))
        .doesNotContain(ONE.sopInstanceUID(2, 1))
        .contains("RetrieveAETitle", "GATEWAY", "ONLINE");
    String patients = findscu("-P", "QueryRetrieveLevel=PATIENT", "PatientID=BN20?", "PatientName");
    assertThat(patients).contains(ONE.patientID(), TWO.patientID(), COMPRESSED.patientID());
  }

  @Test
  void movescuBringsAStudyToAListedDestination() throws Exception {
    Path target = Files.createDirectories(directory.resolve("moved"));
    try (Program destination =
        Program.listen(target, destinationPort, "storescp", "-v", "+xa", "-aet", "VIEWER")) {
      Program.Outcome moved =
          movescu("QueryRetrieveLevel=STUDY", "StudyInstanceUID=" + ONE.studyInstanceUID());
      assertThat(moved.exitCode()).as(moved.output()).isZero();
      assertThat(files(target)).as(destination.output()).hasSize(3);
    }
  }

  @Test
  void aDestinationThatTakesOnlyImplicitGetsDecompressedFrames() throws Exception {
    Path target = Files.createDirectories(directory.resolve("implicit"));
    try (Program destination =
        Program.listen(target, destinationPort, "storescp", "-v", "+xi", "-aet", "VIEWER")) {
      Program.Outcome moved =
          movescu("QueryRetrieveLevel=STUDY", "StudyInstanceUID=" + COMPRESSED.studyInstanceUID());
      assertThat(moved.exitCode()).as(moved.output()).isZero();
      List<Path> files = files(target);
      assertThat(files).as(destination.output()).hasSize(2);
      for (Path file : files) {
        assertIsTheOriginal(file, UID.ImplicitVRLittleEndian);
      }
    }
    assertThat(files(node.outgoing.scratch())).as("copies left").isEmpty();
  }

  @Test
  void getscuRetrievesWhatWasCompressedAsNative() throws Exception {
    Path target = Files.createDirectories(directory.resolve("got"));
    Program.Outcome got =
        Program.run(
            target,
            command(
                "getscu",
                "-v",
                "-S",
                "-od",
                target.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + COMPRESSED.studyInstanceUID()));
    assertThat(got.exitCode()).as(got.output()).isZero();
    List<Path> files = files(target);
    assertThat(files).as(got.output()).hasSize(2);
    for (Path file : files) {
      assertIsTheOriginal(file, UID.ExplicitVRLittleEndian);
    }
  }

  @Test
  void aPeerThatTakesJpeg2000GetsTheFileAsItIsStored() throws Exception {
    AtomicReference<String> syntax = new AtomicReference<>("");
    RetrieveResult result =
        get(
            GET,
            keys("IMAGE")
                .set(Tag.StudyInstanceUID, COMPRESSED.studyInstanceUID())
                .set(Tag.SeriesInstanceUID, COMPRESSED.seriesInstanceUID(1))
                .set(Tag.SOPInstanceUID, COMPRESSED.sopInstanceUID(1, 2)),
            (request, dataSet) -> {
              syntax.set(request.transferSyntaxUID());
              assertThat(request.sopInstanceUID()).isEqualTo(COMPRESSED.sopInstanceUID(1, 2));
              return Status.SUCCESS;
            });
    assertThat(result.status()).isEqualTo(Status.SUCCESS);
    assertThat(result.subOperations().completed()).isEqualTo(1);
    assertThat(syntax).hasValue(UID.JPEG2000Lossless);
  }

  @Test
  void aFileThatIsReplacedBeforeItsTurnIsSentAllTheSame() throws Exception {
    Slices study = new Slices("204");
    String uid = node.take(study, 1, 1).getFirst();
    InstanceRecord seen = node.archive.instance(uid).orElseThrow();
    ArchivedInstance chosen = new ArchivedInstance(node.archive, node.outgoing, seen);
    node.compress(uid);
    Files.delete(seen.file()); // as the archive does after a minute
    DataSetSource leaving = chosen.dataSet(UID.ExplicitVRLittleEndian);
    assertThat(leaving).isInstanceOf(DataSetSource.Stream.class);
    try (InputStream in = ((DataSetSource.Stream) leaving).stream()) {
      assertThat(in.readAllBytes())
          .isEqualTo(new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(study.slice(1, 1)));
    }
    assertThat(files(node.outgoing.scratch())).as("copies left").isEmpty();
  }

  @Test
  void aPatientIsRetrievedInThePatientRoot() throws Exception {
    List<String> received = new ArrayList<>();
    RetrieveResult result =
        get(
            PATIENT_GET,
            keys("PATIENT").set(Tag.PatientID, ONE.patientID()),
            (request, dataSet) -> {
              received.add(request.sopInstanceUID());
              return Status.SUCCESS;
            });
    assertThat(result.status()).isEqualTo(Status.SUCCESS);
    assertThat(received).hasSize(3);
  }

  /** What would be refused, and why nothing of the archive may leave for it. */
  @ParameterizedTest
  @CsvSource({
    "study,STUDY,''",
    "study,STUDY,StudyInstanceUID=",
    "study,STUDY,StudyInstanceUID=*",
    "study,PATIENT,PatientID=BN201",
    "study,SERIES,SeriesInstanceUID=2.25.7201.1",
    "study,IMAGE,StudyInstanceUID=2.25.7201 SOPInstanceUID=2.25.7201.1.1",
    "patient,PATIENT,PatientID=*",
    "patient,PATIENT,PatientID=",
    "patient,STUDY,StudyInstanceUID=2.25.7201",
    "patient,STUDY,PatientID=* StudyInstanceUID=2.25.7201",
    "study,FILM,StudyInstanceUID=2.25.7201",
    "study,'',StudyInstanceUID=2.25.7201"
  })
  void anIdentifierThatCouldMeanTooMuchIsRefusedWithA900H(String root, String level, String text)
      throws Exception {
    Attributes identifier = level.isEmpty() ? new Attributes() : keys(level);
    for (String pair : text.split(" ")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        identifier.set(ElementDictionary.tagOf(parts[0]).orElseThrow(), parts[1]);
      }
    }
    RetrieveResult result =
        get(
            root.equals("study") ? GET : PATIENT_GET,
            identifier,
            (request, dataSet) -> {
              throw new AssertionError("nothing may be sent");
            });
    assertThat(result.status().code()).isEqualTo(0xa900);
  }

  @Test
  void aQueryBelowItsLevelsKeysIsRefusedWithA900H() throws Exception {
    try (Association association = open("VIEWER", FIND)) {
      for (Attributes identifier :
          List.of(
              keys("IMAGE").setEmpty(Tag.SOPInstanceUID),
              keys("SERIES").setEmpty(Tag.StudyInstanceUID),
              keys("PATIENT").setEmpty(Tag.PatientID),
              new Attributes().setEmpty(Tag.StudyInstanceUID))) {
        assertThat(find(association, identifier).code()).isEqualTo(0xa900);
      }
    }
  }

  @Test
  void whatIsNotHereIsSuccessWithNothingSent() throws Exception {
    RetrieveResult result =
        get(
            GET,
            keys("STUDY").set(Tag.StudyInstanceUID, "2.25.404"),
            (request, dataSet) -> Status.SUCCESS);
    assertThat(result.status()).isEqualTo(Status.SUCCESS);
    assertThat(result.subOperations().completed()).isZero();
  }

  @Test
  void aDestinationThatIsNotListedIsAnsweredA801H() throws Exception {
    Program.Outcome moved =
        Program.run(
            directory,
            command(
                "movescu",
                "-v",
                "-S",
                "-aem",
                "NOWHERE",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + ONE.studyInstanceUID()));
    assertThat(moved.output()).containsIgnoringCase("MoveDestinationUnknown");
  }

  @Test
  void aDestinationThatIsDownIsAnsweredA702HWithAllFailed() throws Exception {
    String move = UID.StudyRootQueryRetrieveInformationModelMove;
    try (Association association = open("VIEWER", move)) {
      RetrieveResult result =
          association.move(
              move,
              keys("STUDY").set(Tag.StudyInstanceUID, ONE.studyInstanceUID()),
              "VIEWER",
              progress -> {},
              new Cancellation());
      assertThat(result.status().code()).isEqualTo(0xa702);
      assertThat(result.subOperations().failed()).isEqualTo(3);
    }
  }

  @Test
  void aPeerWithoutTheRoleIsAnswered0124H() throws Exception {
    try (Association association = open("MODALITY", FIND)) {
      assertThat(find(association, keys("STUDY"))).isEqualTo(Status.NOT_AUTHORIZED);
    }
    try (Association association = open("MODALITY", GET)) {
      RetrieveResult result =
          association.get(
              GET,
              keys("STUDY").set(Tag.StudyInstanceUID, ONE.studyInstanceUID()),
              (request, dataSet) -> Status.SUCCESS,
              progress -> {},
              new Cancellation());
      assertThat(result.status()).isEqualTo(Status.NOT_AUTHORIZED);
    }
  }

  @Test
  void everySearchAndRetrievalIsAuditedOnceWithoutAName() throws Exception {
    Slices study = new Slices("209");
    node.take(study, 1, 1);
    String uid = study.studyInstanceUID();
    try (Association association = open("VIEWER", FIND)) {
      for (int i = 0; i < 3; i++) {
        find(
            association,
            keys("SERIES").set(Tag.StudyInstanceUID, uid).set(Tag.PatientName, "Nguyen*"));
      }
    }
    get(GET, keys("STUDY").set(Tag.StudyInstanceUID, uid), (request, dataSet) -> Status.SUCCESS);
    try (Association association = open("MODALITY", FIND)) {
      find(association, keys("STUDY").set(Tag.StudyInstanceUID, uid));
    }
    List<String> lines =
        Files.readAllLines(node.auditFile()).stream().filter(line -> line.contains(uid)).toList();
    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("Nguy"));
    assertThat(lines.get(0)).contains("VIEWER", "SEARCH_STUDIES", "SUCCESS", "127.0.0.1");
    assertThat(lines.get(1)).contains("VIEWER", "VIEW_STUDY", "SUCCESS");
    assertThat(lines.get(2)).contains("MODALITY", "SEARCH_STUDIES", "FAILURE");
  }

  private static Attributes keys(String level) {
    return new Attributes().set(Tag.QueryRetrieveLevel, level);
  }

  private static Status find(Association association, Attributes identifier) throws IOException {
    return association.find(FIND, identifier, match -> {}, new Cancellation());
  }

  private static Association open(String callingAETitle, String sopClassUID) throws IOException {
    return node.requestor.open(
        callingAETitle,
        node.entity(),
        List.of(new PresentationContext(sopClassUID, UID.ExplicitVRLittleEndian)));
  }

  private static RetrieveResult get(String model, Attributes identifier, StorageHandler storage)
      throws IOException {
    List<PresentationContext> contexts =
        List.of(
            new PresentationContext(model, UID.ExplicitVRLittleEndian),
            new PresentationContext(UID.CTImageStorage, UID.JPEG2000Lossless).withRoles(Roles.SCP),
            new PresentationContext(UID.CTImageStorage, UID.ExplicitVRLittleEndian)
                .withRoles(Roles.SCP));
    try (Association association = node.requestor.open("VIEWER", node.entity(), contexts)) {
      return association.get(model, identifier, storage, progress -> {}, new Cancellation());
    }
  }

  private static void assertIsTheOriginal(Path path, String transferSyntaxUID) throws Exception {
    DicomFile file = DicomFile.read(path);
    assertThat(file.transferSyntaxUID()).isEqualTo(transferSyntaxUID);
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults())) {
      assertThat(new FramesDigest(codecs).of(file))
          .isEqualTo(node.archive.instance(file.sopInstanceUID()).orElseThrow().framesDigest());
    }
    int index = file.sopInstanceUID().endsWith(".1") ? 1 : 2;
    Attributes original = COMPRESSED.slice(1, index).remove(Tag.PixelData);
    assertThat(file.dataset().remove(Tag.PixelData)).isEqualTo(original);
  }

  private static String findscu(String root, String... keys) throws Exception {
    List<String> command = new ArrayList<>(List.of("findscu", "-v", root));
    Arrays.stream(keys).forEach(key -> command.addAll(List.of("-k", key)));
    Program.Outcome found = Program.run(directory, command(command.toArray(String[]::new)));
    assertThat(found.exitCode()).as(found.output()).isZero();
    return found.output();
  }

  private static Program.Outcome movescu(String... keys) throws Exception {
    List<String> command = new ArrayList<>(List.of("movescu", "-v", "-S", "-aem", "VIEWER"));
    Arrays.stream(keys).forEach(key -> command.addAll(List.of("-k", key)));
    return Program.run(directory, command(command.toArray(String[]::new)));
  }

  private static String[] command(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(
        List.of("-aet", "VIEWER", "-aec", "GATEWAY", "127.0.0.1", Integer.toString(node.port())));
    return command.toArray(String[]::new);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.toString().endsWith(".log")).toList();
    }
  }
}
