package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.DicomSettings.StorageCommitment;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationProposal;
import vn.lienvien.dicom.net.CommitmentRequest;
import vn.lienvien.dicom.net.CommitmentResult;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.ReferencedInstance;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.GatewayAndPacs;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Slices;

/** Storage commitment in both roles: one gateway asks another, and Orthanc takes either part. */
final class CommitmentTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @TempDir static Path directory;
  @AutoClose private static GatewayAndPacs stage;
  private static Node asking;
  private static Node keeping;
  private static Orthanc orthanc;

  @BeforeAll
  static void open() throws Exception {
    stage =
        GatewayAndPacs.open(
            directory,
            """
            peers:
              - {aeTitle: GATEWAY_A, host: 127.0.0.1, port: %d, roles: [store, query]}
              - {aeTitle: READER, host: 127.0.0.1, port: 104, roles: [query]}
            """);
    orthanc = stage.orthanc();
    asking = stage.gateway();
    keeping = stage.pacs();
  }

  @Test
  void reportsOnTheSameAssociationWhatIsHeldAndWhatIsNot() throws Exception {
    Slices study = new Slices("301");
    List<String> uids = keeping.take(study, 1, 2);
    List<ReferencedInstance> wanted =
        List.of(
            new ReferencedInstance(UID.CTImageStorage, uids.getFirst()),
            new ReferencedInstance(UID.MRImageStorage, uids.getLast()),
            new ReferencedInstance(UID.CTImageStorage, "2.25.404"));
    CommitmentResults results = new CommitmentResults();
    CommitmentResult result = ask(wanted, results, results);
    assertThat(result.committed()).containsExactly(wanted.get(0));
    assertThat(result.failed())
        .extracting(CommitmentResult.Failed::instance, CommitmentResult.Failed::failureReason)
        .containsExactly(tuple(wanted.get(1), 0x0119), tuple(wanted.get(2), 0x0112));
  }

  @Test
  void reportsOnANewAssociationWhenTheFirstDoesNotTakeTheReport() throws Exception {
    List<String> uids = keeping.take(new Slices("302"), 1, 1);
    List<ReferencedInstance> wanted =
        List.of(new ReferencedInstance(UID.CTImageStorage, uids.getFirst()));
    String transactionUID = UIDs.create();
    asking.commitmentResults.expect(transactionUID);
    try (Association association = open(GatewayAndPacs.GATEWAY, Services.echoOnly())) {
      assertThat(association.requestCommitment(new CommitmentRequest(transactionUID, wanted)))
          .isEqualTo(Status.SUCCESS);
    }
    assertThat(asking.commitmentResults.await(transactionUID, LIMIT).orElseThrow().committed())
        .isEqualTo(wanted);
  }

  @Test
  void doesNotCommitToAnObjectWhoseFileIsLost() throws Exception {
    List<String> uids = keeping.take(new Slices("303"), 1, 1);
    Files.delete(keeping.archive.instance(uids.getFirst()).orElseThrow().file());
    CommitmentResults results = new CommitmentResults();
    CommitmentResult result =
        ask(List.of(new ReferencedInstance(UID.CTImageStorage, uids.getFirst())), results, results);
    assertThat(result.committed()).isEmpty();
    assertThat(result.failed()).hasSize(1);
  }

  @Test
  void aPeerThatMayNotStoreIsAnswered0124H() throws Exception {
    CommitmentRequest some =
        new CommitmentRequest(
            UIDs.create(), List.of(new ReferencedInstance(UID.CTImageStorage, "2.25.1")));
    try (Association association = open("READER", Services.echoOnly())) {
      assertThat(association.requestCommitment(some)).isEqualTo(Status.NOT_AUTHORIZED);
    }
  }

  @Test
  void aGatewayHasItsObjectsCommittedByAnotherOne() throws Exception {
    List<String> uids = asking.take(new Slices("304"), 1, 2);
    PacsArchive.Delivered delivered = store(StorageCommitment.AUTO, uids);
    assertThat(delivered.fault()).isEmpty();
    assertThat(delivered.evidence())
        .isEqualTo(
            Map.of(uids.getFirst(), PacsArchive.COMMITTED, uids.getLast(), PacsArchive.COMMITTED));
  }

  @Test
  void whereCommitmentIsNeverAskedForTheQueryIsTheProof() throws Exception {
    List<String> uids = asking.take(new Slices("305"), 1, 1);
    assertThat(store(StorageCommitment.NEVER, uids).evidence())
        .isEqualTo(Map.of(uids.getFirst(), PacsArchive.C_FIND));
  }

  @Test
  void commitsToOrthancWhatItHolds() throws Exception {
    List<String> uids = asking.take(new Slices("306"), 1, 1);
    String answer =
        orthanc.post(
            "/modalities/gateway/storage-commitment",
            "{\"DicomInstances\": [[\"%s\", \"%s\"], [\"%s\", \"2.25.404\"]]}"
                .formatted(UID.CTImageStorage, uids.getFirst(), UID.CTImageStorage));
    String report =
        "/storage-commitment/" + answer.replaceAll("(?s).*\"ID\" : \"([^\"]+)\".*", "$1");
    Eventually.that(() -> {
      String said = reportOf(report);
      assertThat(said).as(orthanc.log()).contains("\"Status\" : \"Failure\"");
      assertThat(said.split("\"Failures\"", 2)[1]).contains("2.25.404");
    });
    String success =
        orthanc.post(
            "/modalities/gateway/storage-commitment",
            "{\"DicomInstances\": [[\"%s\", \"%s\"]]}"
                .formatted(UID.CTImageStorage, uids.getFirst()));
    String whole =
        "/storage-commitment/" + success.replaceAll("(?s).*\"ID\" : \"([^\"]+)\".*", "$1");
    Eventually.that(() -> assertThat(reportOf(whole)).contains("\"Status\" : \"Success\""));
  }

  private static String reportOf(String path) throws InterruptedException {
    try {
      return orthanc.get(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PacsArchive.Delivered store(StorageCommitment commitment, List<String> uids)
      throws IOException, InterruptedException {
    PacsArchive pacs =
        new PacsArchive(
            asking.requestor,
            new PacsArchive.Addresses(asking.aeTitle(), asking.pacs()),
            asking.outgoing,
            commitment,
            asking.commitmentResults);
    return pacs.store(
        uids.stream().map(uid -> asking.archive.instance(uid).orElseThrow()).toList());
  }

  private static CommitmentResult ask(
      List<ReferencedInstance> wanted, CommitmentResults handler, CommitmentResults waiting)
      throws IOException, InterruptedException {
    String transactionUID = UIDs.create();
    waiting.expect(transactionUID);
    try (Association association =
        open(GatewayAndPacs.GATEWAY, Services.echoOnly().withCommitmentResult(handler))) {
      assertThat(association.requestCommitment(new CommitmentRequest(transactionUID, wanted)))
          .isEqualTo(Status.SUCCESS);
      return waiting.await(transactionUID, LIMIT).orElseThrow();
    }
  }

  private static Association open(String callingAETitle, Services services) throws IOException {
    var context =
        new PresentationContext(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian);
    return asking.requestor.open(
        new AssociationProposal(callingAETitle, keeping.entity(), List.of(context))
            .withServices(services));
  }
}
