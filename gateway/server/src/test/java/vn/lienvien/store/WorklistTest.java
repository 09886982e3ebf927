package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationProposal;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.NormalizedRequest;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.ReferencedInstance;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.UserIdentity;
import vn.lienvien.model.Priority;
import vn.lienvien.peer.Consultations;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;

/** Modality worklist, performed procedure steps, users and relational queries at the gateway. */
final class WorklistTest {
  private static final String MPPS = UID.ModalityPerformedProcedureStep;
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;

  @TempDir static Path directory;
  private static Node node;

  @BeforeAll
  static void open() throws IOException {
    Path passcode = Files.createDirectories(directory.resolve("node")).resolve("ct.txt");
    Files.writeString(passcode, "secret\n");
    node =
        new Node(
            directory.resolve("node"),
            "GATEWAY",
            0,
            """
            peers:
              - {aeTitle: CT1, host: 127.0.0.1, port: 104, roles: [worklist, query]}
              - {aeTitle: STRANGE, host: 127.0.0.1, port: 104, roles: [store]}
              - {aeTitle: GUARDED, host: 127.0.0.1, port: 104, roles: [query], user: {name: ct, passcodeFile: ct.txt}}
            """);
    order("case-1", "Nguyễn Văn Đức", "CT sọ não", Priority.STAT);
    order("case-2", "Trần Thị Bé", "Siêu âm bụng", Priority.ROUTINE);
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
  }

  @Test
  void findscuSeesTheOrdersThatMatchByModalityAndByNameWithoutMarks() throws Exception {
    String ct = worklist("CT1", "ScheduledProcedureStepSequence[0].Modality=CT").output();
    assertThat(ct).contains("ACC-case-1").doesNotContain("ACC-case-2");
    String named = worklist("CT1", "PatientName=TRAN*").output();
    assertThat(named).contains("ACC-case-2").doesNotContain("ACC-case-1");
    String none =
        worklist(
                "CT1",
                "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartDate=20200101-20200102")
            .output();
    assertThat(none).doesNotContain("ACC-case");
  }

  @Test
  void aPeerWithoutTheRoleSeesNoWorklist() throws Exception {
    assertThat(worklist("STRANGE", "PatientID").output()).doesNotContain("ACC-case");
  }

  @Test
  void aPerformedStepIsCreatedChangedAndFinalAndTheWaitingCaseLooksAgain() throws Exception {
    ReferencedInstance step = new ReferencedInstance(MPPS, "2.25.501");
    Attributes begun =
        new Attributes()
            .set(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
            .setItems(
                Tag.ScheduledStepAttributesSequence,
                new Attributes().set(Tag.AccessionNumber, "ACC-case-1"));
    Attributes done = new Attributes().set(Tag.PerformedProcedureStepStatus, "COMPLETED");
    try (Association association = associate("CT1", MPPS)) {
      assertThat(send(association, NormalizedRequest.set(step, done)))
          .isEqualTo(Status.NO_SUCH_SOP_INSTANCE.code());
      assertThat(send(association, NormalizedRequest.create(step, done))).isEqualTo(0x0106);
      assertThat(send(association, NormalizedRequest.create(step, begun))).isZero();
      assertThat(send(association, NormalizedRequest.create(step, begun))).isEqualTo(0x0111);
      assertThat(send(association, NormalizedRequest.set(step, done))).isEqualTo(0x0121);
      done.setItems(
          Tag.PerformedSeriesSequence, new Attributes().set(Tag.SeriesInstanceUID, "2.25.9"));
      assertThat(send(association, NormalizedRequest.set(step, done))).isZero();
      assertThat(send(association, NormalizedRequest.set(step, done))).isEqualTo(0x0110);
      assertThat(send(association, NormalizedRequest.delete(step))).isEqualTo(0x0211);
    }
    assertThat(node.outbox.all()).anyMatch(job -> job.job().subject().equals("case-1"));
    assertThat(node.outbox.all()).noneMatch(job -> job.job().subject().equals("case-2"));
  }

  @Test
  void aPeerWithAUserIsLetInOnlyAsThatUserAndToldSo() throws Exception {
    var proposal =
        new AssociationProposal(
            "GUARDED",
            new ApplicationEntity("GATEWAY", "127.0.0.1", node.port()),
            List.of(new PresentationContext(FIND, UID.ExplicitVRLittleEndian)));
    UserIdentity right = UserIdentity.of("ct", Optional.of("secret"), true);
    UserIdentity wrong = UserIdentity.of("ct", Optional.of("guess"), true);
    try (Association association = node.requestor.open(proposal.withUserIdentity(right))) {
      assertThat(association.isIdentityConfirmed()).isTrue();
    }
    assertThatThrownBy(() -> node.requestor.open(proposal.withUserIdentity(wrong)))
        .isInstanceOf(AssociationException.Rejected.class);
    assertThatThrownBy(() -> node.requestor.open(proposal))
        .isInstanceOf(AssociationException.Rejected.class);
  }

  @Test
  void aRelationalQueryIsAnsweredWhereItWasNegotiated() throws Exception {
    Attributes seriesOfNoStudy =
        new Attributes().set(Tag.QueryRetrieveLevel, "SERIES").setEmpty(Tag.SeriesInstanceUID);
    var proposal =
        new AssociationProposal(
            "CT1",
            new ApplicationEntity("GATEWAY", "127.0.0.1", node.port()),
            List.of(new PresentationContext(FIND, UID.ExplicitVRLittleEndian)));
    try (Association relational =
        node.requestor.open(proposal.withExtended(FIND, ByteBuffer.wrap(new byte[] {1})))) {
      assertThat(relational.extended(FIND)).contains(ByteBuffer.wrap(new byte[] {1}));
      assertThat(relational.find(FIND, seriesOfNoStudy)).isEmpty();
    }
    try (Association hierarchical = node.requestor.open(proposal)) {
      Status status = hierarchical.find(FIND, seriesOfNoStudy, _ -> {}, new Cancellation());
      assertThat(status.code()).isEqualTo(0xa900);
    }
  }

  private static int send(Association association, NormalizedRequest request) throws IOException {
    return association.send(request).status().code();
  }

  private static Association associate(String callingAETitle, String sopClassUID)
      throws AssociationException {
    return node.requestor.open(
        callingAETitle,
        new ApplicationEntity("GATEWAY", "127.0.0.1", node.port()),
        List.of(new PresentationContext(sopClassUID, UID.ExplicitVRLittleEndian)));
  }

  private static Program.Outcome worklist(String callingAETitle, String key) throws Exception {
    return Program.run(
        directory,
        "findscu",
        "-W",
        "-aet",
        callingAETitle,
        "-aec",
        "GATEWAY",
        "-k",
        "AccessionNumber",
        "-k",
        key,
        "127.0.0.1",
        Integer.toString(node.port()));
  }

  private static void order(String caseId, String name, String procedure, Priority priority) {
    node.database.commit(transaction ->
        node.cases.insert(transaction, Consultations.named(caseId, name, procedure, priority)));
  }
}
