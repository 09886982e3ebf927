package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationProposal;
import vn.lienvien.dicom.net.NormalizedRequest;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.ReferencedInstance;
import vn.lienvien.peer.DcmjsDimse;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;

/** Performed procedure steps (PS3.4 F.7) with a toolkit that is not ours, in both roles. */
final class DcmjsDimseTest {
  private static final String MPPS = UID.ModalityPerformedProcedureStep;

  @TempDir static Path directory;
  private static DcmjsDimse peer;
  private static Node node;

  @BeforeAll
  static void open() throws Exception {
    peer = DcmjsDimse.install(directory.resolve("dcmjs"));
    node =
        new Node(
            directory.resolve("node"),
            "GATEWAY",
            0,
            """
            peers:
              - {aeTitle: CT1, host: 127.0.0.1, port: 104, roles: [worklist]}
            """);
  }

  @AfterAll
  static void close() throws Exception {
    node.close();
  }

  @Test
  void itsModalityReportsAStepThatIsKeptAndIsFinalOnceCompleted() throws Exception {
    Object[] arguments = {node.port(), "CT1", "GATEWAY", "2.25.601", "ACC-case-1"};
    assertThat(peer.run("modality.mjs", arguments)).containsExactly("0000", "0000");
    assertThat(peer.run("modality.mjs", arguments))
        .as("a duplicate, and a change of what is final (PS3.4 F.7.2)")
        .containsExactly("0111", "0110");
  }

  @Test
  void itsInformationSystemTakesTheStepsThatWeReport() throws Exception {
    ReferencedInstance step = new ReferencedInstance(MPPS, "2.25.602");
    int port = Program.freePort();
    try (Program server = peer.listen("information-system.mjs", port)) {
      try (Association association = associate(port)) {
        assertThat(association.send(NormalizedRequest.create(step, begun())).status().code())
            .isZero();
        Attributes ended = new Attributes().set(Tag.PerformedProcedureStepStatus, "DISCONTINUED");
        assertThat(association.send(NormalizedRequest.set(step, ended)).status().code()).isZero();
      }
      List<String> printed = DcmjsDimse.lines(server.output());
      assertThat(printed)
          .containsExactly(
              """
              {"operation":"N-CREATE","uid":"2.25.602","status":"IN PROGRESS",\
              "name":"Nguyễn^Văn Đức","accession":"ACC-7"}\
              """,
              """
              {"operation":"N-SET","uid":"2.25.602","status":"DISCONTINUED"}\
              """);
    }
  }

  private static Attributes begun() {
    return new Attributes()
        .set(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
        .set(Tag.PatientName, "Nguyễn^Văn Đức")
        .setItems(
            Tag.ScheduledStepAttributesSequence,
            new Attributes().set(Tag.AccessionNumber, "ACC-7"));
  }

  private static Association associate(int port) throws IOException {
    return node.requestor.open(
        new AssociationProposal(
            "GATEWAY",
            new ApplicationEntity("RIS", "127.0.0.1", port),
            List.of(new PresentationContext(MPPS, UID.ExplicitVRLittleEndian))));
  }
}
