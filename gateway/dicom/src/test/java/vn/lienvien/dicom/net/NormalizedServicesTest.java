package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** N-services on an MPPS-like class, worklist against DCMTK, and the seldom negotiated items. */
final class NormalizedServicesTest {
  private static final String MPPS = UID.ModalityPerformedProcedureStep;
  private static final String WORKLIST = UID.ModalityWorklistInformationModelFind;

  @TempDir Path directory;

  /** Keeps instances in memory and serves all six operations. */
  private static final class Instances implements NormalizedHandler {
    final Map<String, Attributes> kept = new ConcurrentHashMap<>();
    final List<Integer> types = new CopyOnWriteArrayList<>();

    @Override
    public NormalizedReply serve(Association association, NormalizedRequest request) {
      String uid = request.target().sopInstanceUID();
      Attributes there = kept.getOrDefault(uid, new Attributes());
      switch (request.operation()) {
        case CREATE -> {
          String created = uid.isEmpty() ? "2.25.99" : uid;
          kept.put(created, request.dataSet());
          return new NormalizedReply(Status.SUCCESS, Optional.empty(), created);
        }
        case SET -> kept.put(uid, there.copy().putAll(request.dataSet()));
        case DELETE -> kept.remove(uid);
        case GET -> {
          int[] tags = request.attributes().stream().mapToInt(tag -> tag).toArray();
          return NormalizedReply.success(tags.length == 0 ? there : there.subset(tags));
        }
        case ACTION, EVENT_REPORT -> {
          types.add(request.typeID());
          return NormalizedReply.success(request.dataSet());
        }
      }
      return NormalizedReply.of(Status.SUCCESS);
    }
  }

  @Test
  void allSixOperationsArriveWithWhatBelongsToThemAndAreAnswered() throws Exception {
    Instances instances = new Instances();
    ReferencedInstance step = new ReferencedInstance(MPPS, "2.25.5");
    try (Node node = new Node(Services.echoOnly().withNormalized(MPPS, instances));
        Association association = open(node, MPPS)) {
      assertThat(association.send(NormalizedRequest.create(step, status("IN PROGRESS"))).status())
          .isEqualTo(Status.SUCCESS);
      Attributes more = status("COMPLETED").set(Tag.PerformedStationAETitle, "CT1");
      assertThat(association.send(NormalizedRequest.set(step, more)).status().isSuccess()).isTrue();
      NormalizedReply got =
          association.send(NormalizedRequest.get(step, List.of(Tag.PerformedStationAETitle)));
      assertThat(got.information())
          .contains(new Attributes().set(Tag.PerformedStationAETitle, "CT1"));
      assertThat(association.send(NormalizedRequest.get(step, List.of())).information())
          .contains(more);
      assertThat(association.send(NormalizedRequest.action(step, 7, more)).information())
          .contains(more);
      assertThat(association.send(NormalizedRequest.eventReport(step, 3, more)).information())
          .contains(more);
      assertThat(instances.types).containsExactly(7, 3);
      assertThat(association.send(NormalizedRequest.delete(step)).status().isSuccess()).isTrue();
      assertThat(instances.kept).isEmpty();
    }
  }

  @Test
  void aScpMayChooseTheUidOfWhatIsCreated() throws Exception {
    try (Node node = new Node(Services.echoOnly().withNormalized(MPPS, new Instances()));
        Association association = open(node, MPPS)) {
      NormalizedReply created =
          association.send(
              NormalizedRequest.create(new ReferencedInstance(MPPS, ""), status("IN PROGRESS")));
      assertThat(created.sopInstanceUID()).isEqualTo("2.25.99");
    }
  }

  @Test
  void aClassWithoutHandlerIsNotSupported() throws Exception {
    try (Node node = new Node(Services.echoOnly());
        Association association = open(node, MPPS)) {
      NormalizedReply reply =
          association.send(NormalizedRequest.delete(new ReferencedInstance(MPPS, "2.25.1")));
      assertThat(reply.status().code()).isEqualTo(Status.SOP_CLASS_NOT_SUPPORTED.code());
    }
  }

  @Test
  void wlmscpfsIsAskedForItsWorklist() throws Exception {
    Path lists = Files.createDirectories(directory.resolve("lists/WLM"));
    Files.createFile(lists.resolve("lockfile"));
    Attributes item = item();
    Part10Writer.write(
        lists.resolve("one.wl"),
        FileMeta.of(WORKLIST, "2.25.1", UID.ExplicitVRLittleEndian, ""),
        item);
    int port = Peer.freePort();
    try (Peer peer =
            Peer.listen(
                directory,
                port,
                "wlmscpfs",
                "-dfr",
                "-dfp",
                directory.resolve("lists").toString());
        Transport transport = Transport.open();
        Association association =
            new AssociationRequestor(transport, Node.shortTimes())
                .open(
                    "LIENVIEN",
                    new ApplicationEntity("WLM", "127.0.0.1", port),
                    List.of(new PresentationContext(WORKLIST, UID.ExplicitVRLittleEndian)))) {
      List<Attributes> found = association.find(WORKLIST, keys("CT"));
      assertThat(found).as(peer.output()).hasSize(1);
      assertThat(found.getFirst().string(Tag.PatientID)).contains("BN1");
      assertThat(association.find(WORKLIST, keys("MR"))).isEmpty();
    }
  }

  @Test
  void findscuIsAnsweredFromAWorklist() throws Exception {
    List<QueryRequest> asked = new ArrayList<>();
    QueryHandler worklist =
        (request, matches) -> {
          asked.add(request);
          matches.add(item());
          return Status.SUCCESS;
        };
    try (Node node = new Node(Services.echoOnly().withQuery(worklist))) {
      Peer.Outcome found =
          Peer.run(
              directory,
              "findscu",
              "-W",
              "-aec",
              Node.AE_TITLE,
              "-k",
              "PatientID",
              "-k",
              "ScheduledProcedureStepSequence[0].Modality=CT",
              "127.0.0.1",
              Integer.toString(node.port()));
      assertThat(found.output()).contains("BN1");
      assertThat(asked.getFirst().sopClassUID()).isEqualTo(WORKLIST);
      assertThat(
              asked
                  .getFirst()
                  .identifier()
                  .item(Tag.ScheduledProcedureStepSequence)
                  .orElseThrow()
                  .string(Tag.Modality))
          .contains("CT");
    }
  }

  @Test
  void extendedNegotiationAgreesToWhatBothWant() throws Exception {
    SupportedContexts contexts =
        new SupportedContexts()
            .service(WORKLIST, Node.PLAIN)
            .service(MPPS, Node.PLAIN)
            .extended(List.of(WORKLIST), ExtendedNegotiation.flags(1, 0, 1));
    try (Transport transport = Transport.open();
        DicomListener listener = listener(transport, contexts, request -> Optional.empty());
        Association association =
            new AssociationRequestor(transport, Node.shortTimes())
                .open(
                    proposal(listener)
                        .withExtended(WORKLIST, ByteBuffer.wrap(new byte[] {1, 1, 1, 1}))
                        .withExtended(MPPS, ByteBuffer.wrap(new byte[] {1}))
                        .withCommonExtended(
                            List.of(
                                new CommonExtended(
                                    MPPS, "1.2.840.10008.4.2", List.of("1.2.3")))))) {
      assertThat(association.extended(WORKLIST)).contains(ByteBuffer.wrap(new byte[] {1, 0, 1}));
      assertThat(association.extended(MPPS)).isEmpty();
    }
  }

  @Test
  void storescuIsLetInWithTheRightUserOnlyAndTheRightOneIsConfirmed() throws Exception {
    AcceptancePolicy policy =
        new AcceptancePolicy() {
          @Override
          public Optional<Rejection> refuse(AssociationRequest request) {
            return request
                    .userIdentity()
                    .filter(user -> user.userName().equals(Optional.of("máy CT")))
                    .filter(user -> user.hasPasscode("secret"))
                    .isPresent()
                ? Optional.empty()
                : Optional.of(Rejection.NO_REASON);
          }

          @Override
          public boolean confirms(AssociationRequest request) {
            return true;
          }
        };
    SupportedContexts contexts =
        new SupportedContexts()
            .service(UID.Verification, Node.PLAIN)
            .service(UID.CTImageStorage, Node.PLAIN)
            .service(WORKLIST, Node.PLAIN);
    Path file = MadeUpImage.write(directory.resolve("image.dcm"), image());
    try (Transport transport = Transport.open();
        DicomListener listener = listener(transport, contexts, policy)) {
      Peer.Outcome right = storescu(listener, "secret", file, "-rsp");
      assertThat(right.exitCode()).as(right.output()).isZero();
      assertThat(storescu(listener, "guess", file).output()).contains("Association Rejected");
      try (Association ours =
          new AssociationRequestor(transport, Node.shortTimes())
              .open(
                  proposal(listener)
                      .withUserIdentity(UserIdentity.of("máy CT", Optional.of("secret"), true)))) {
        assertThat(ours.isIdentityConfirmed()).isTrue();
      }
    }
  }

  private Peer.Outcome storescu(DicomListener listener, String passcode, Path file, String... more)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("storescu", "-usr", "máy CT", "-pwd", passcode));
    command.addAll(List.of(more));
    command.addAll(List.of("-aec", Node.AE_TITLE, "127.0.0.1"));
    command.addAll(List.of(Integer.toString(listener.port()), file.toString()));
    return Peer.run(directory, command.toArray(String[]::new));
  }

  private static AssociationProposal proposal(DicomListener listener) {
    return new AssociationProposal(
        "US",
        new ApplicationEntity(Node.AE_TITLE, "127.0.0.1", listener.port()),
        List.of(
            new PresentationContext(WORKLIST, UID.ExplicitVRLittleEndian),
            new PresentationContext(MPPS, UID.ExplicitVRLittleEndian)));
  }

  private static DicomListener listener(
      Transport transport, SupportedContexts contexts, AcceptancePolicy policy) throws Exception {
    return DicomListener.open(
        transport,
        ListenerSettings.on("127.0.0.1", 0),
        Node.shortTimes(),
        new Acceptance(
            policy,
            contexts,
            Services.echoOnly().withStorage(new FakeStorage()),
            AssociationObserver.NONE));
  }

  private static Association open(Node node, String sopClassUID) throws Exception {
    return node.requestor()
        .open(
            "US",
            node.entity(),
            List.of(new PresentationContext(sopClassUID, UID.ImplicitVRLittleEndian)));
  }

  private static Attributes status(String status) {
    return new Attributes().set(Tag.PerformedProcedureStepStatus, status);
  }

  private static Attributes image() {
    return new Attributes()
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.SOPInstanceUID, "2.25.3")
        .set(Tag.PatientID, "BN1");
  }

  private static Attributes keys(String modality) {
    return new Attributes()
        .setEmpty(Tag.PatientID)
        .setItems(Tag.ScheduledProcedureStepSequence, new Attributes().set(Tag.Modality, modality));
  }

  private static Attributes item() {
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.AccessionNumber, "ACC1")
        .set(Tag.PatientName, "Nguyễn^Văn An")
        .set(Tag.PatientID, "BN1")
        .set(Tag.PatientBirthDate, "19500203")
        .set(Tag.PatientSex, "F")
        .set(Tag.StudyInstanceUID, "2.25.7")
        .set(Tag.RequestedProcedureDescription, "CT")
        .set(Tag.RequestedProcedureID, "RP1")
        .setItems(
            Tag.ScheduledProcedureStepSequence,
            new Attributes()
                .set(Tag.Modality, "CT")
                .set(Tag.ScheduledStationAETitle, "CT1")
                .set(Tag.ScheduledProcedureStepStartDate, "20261122")
                .set(Tag.ScheduledProcedureStepStartTime, "080000")
                .set(Tag.ScheduledPerformingPhysicianName, "Le")
                .set(Tag.ScheduledProcedureStepDescription, "CT")
                .set(Tag.ScheduledProcedureStepID, "S1"));
  }
}
