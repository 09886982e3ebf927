package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/**
 * Orthanc as SCU against this gateway: echo, store, query and retrieve, by its own REST commands.
 */
final class OrthancAsksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private static Orthanc orthanc;
  private static Node gateway;

  @BeforeAll
  static void open() throws Exception {
    int gatewayPort = Program.freePort();
    orthanc = new Orthanc(directory.resolve("orthanc"), "GATEWAY", gatewayPort);
    gateway =
        new Node(
            directory.resolve("gateway"),
            "GATEWAY",
            gatewayPort,
            """
            peers:
              - {aeTitle: ORTHANC, host: 127.0.0.1, port: %d, roles: [store, query, move, get]}
            """
                .formatted(orthanc.dicomPort()));
  }

  @AfterAll
  static void close() throws Exception {
    gateway.close();
    orthanc.close();
  }

  @Test
  void eachEchoesTheOther() throws Exception {
    assertThat(orthanc.post("/modalities/gateway/echo", "{}")).isEqualToIgnoringWhitespace("{}");
    ApplicationEntity other =
        new ApplicationEntity(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicomPort());
    var verification = new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian);
    try (Association association =
        gateway.requestor.open(gateway.aeTitle(), other, List.of(verification))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void storesAStudyHereAsItWas() throws Exception {
    Slices study = new Slices("601");
    orthanc.take(study.write(directory, 1, 3));
    JsonNode sent =
        JSON.readTree(orthanc.post("/modalities/gateway/store", idOf(study.studyInstanceUID())));
    assertThat(sent.path("InstancesCount").asInt()).as("%s", sent).isEqualTo(3);
    assertThat(sent.path("FailedInstancesCount").asInt()).isZero();
    for (int index = 1; index <= 3; index++) {
      Path file = gateway.archive.instance(study.sopInstanceUID(1, index)).orElseThrow().file();
      assertThat(DicomFile.read(file).dataset())
          .isEqualTo(DicomFile.read(original(index)).dataset());
    }
  }

  @Test
  void findsAStudyByItsVietnameseNameAndRetrievesIt() throws Exception {
    Slices study = new Slices("602");
    gateway.take(study, 1, 2);
    String query =
        """
        {"Level": "Study", "Query": {"PatientName": "*Đức*", "PatientID": "%s",
          "StudyInstanceUID": "", "NumberOfStudyRelatedInstances": ""}}
        """
            .formatted(study.patientID());
    String path =
        JSON.readTree(orthanc.post("/modalities/gateway/query", query)).path("Path").asText();
    JsonNode answer = JSON.readTree(orthanc.get(path + "/answers/0/content?simplify"));
    assertThat(answer.path("StudyInstanceUID").asText()).isEqualTo(study.studyInstanceUID());
    assertThat(answer.path("PatientName").asText()).isEqualTo("Nguyễn^Văn^Đức");
    assertThat(answer.path("NumberOfStudyRelatedInstances").asText()).isEqualTo("2");
    orthanc.post(path + "/retrieve", "{\"TargetAet\": \"ORTHANC\", \"Synchronous\": true}");
    JsonNode arrived =
        JSON.readTree(orthanc.get("/studies/" + idOf(study.studyInstanceUID()) + "/instances"));
    assertThat(arrived).hasSize(2);
  }

  private static Path original(int index) {
    return directory.resolve("601-1-%d.dcm".formatted(index));
  }

  /** Orthanc's own name of a study. */
  private static String idOf(String studyInstanceUID) throws Exception {
    String found =
        orthanc.post(
            "/tools/find",
            "{\"Level\": \"Study\", \"Query\": {\"StudyInstanceUID\": \"%s\"}}"
                .formatted(studyInstanceUID));
    return JSON.readTree(found).path(0).asText();
  }
}
