package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;

/** Query, retrieve and storage commitment between our own two roles. */
@Timeout(60)
class ServicesTest {
  private static final String SYNTAX = UID.ExplicitVRLittleEndian;
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
  private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;
  private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
  private static final Attributes STUDY =
      new Attributes()
          .set(Tag.QueryRetrieveLevel, "STUDY")
          .set(Tag.StudyInstanceUID, MemoryInstance.STUDY);
  private static final PresentationContext COMMITMENT =
      new PresentationContext(UID.StorageCommitmentPushModel, SYNTAX);
  private static final CommitmentRequest REQUEST =
      new CommitmentRequest(
          "2.25.77", List.of(new ReferencedInstance(UID.CTImageStorage, "2.25.1")));

  private final FakeStorage storage = new FakeStorage();
  private final List<MemoryInstance> images =
      IntStream.range(1, 40).mapToObj(number -> MemoryInstance.of(number, 64)).toList();

  @Test
  void aQueryThatIsCancelledEndsSoonAndTheAssociationGoesOn() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    QueryHandler endless =
        (request, matches) -> {
          while (!request.cancellation().isCancelled()) {
            matches.add(new Attributes().set(Tag.PatientID, "P1"));
          }
          stopped.countDown();
          return Status.SUCCESS;
        };
    try (Node node = new Node(Services.echoOnly().withQuery(endless));
        Association association = open(node, new PresentationContext(FIND, SYNTAX))) {
      Cancellation cancellation = new Cancellation();
      List<Attributes> seen = new ArrayList<>();
      Status last =
          association.find(
              FIND,
              STUDY,
              match -> {
                seen.add(match);
                if (seen.size() == 3) {
                  cancellation.cancel();
                }
              },
              cancellation);
      assertThat(last).isEqualTo(Status.CANCEL);
      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
      assertThat(association.isOpen()).isTrue();
    }
  }

  @Test
  void aMoveTellsWhatFailedAndWhatArrived() throws Exception {
    List<OutgoingInstance> mixed = new ArrayList<>(images);
    mixed.add(new Unreadable("2.25.666"));
    try (Node receiver = new Node(Services.echoOnly().withStorage(storage));
        Node node =
            new Node(
                Services.echoOnly()
                    .withRetrieve(new FakeArchive(mixed, Map.of("R", receiver.entity()))));
        Association association = open(node, new PresentationContext(MOVE, SYNTAX))) {
      RetrieveResult result =
          association.move(MOVE, STUDY, "R", progress -> {}, new Cancellation());
      assertThat(result.status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
      assertThat(result.subOperations().completed()).isEqualTo(images.size());
      assertThat(result.failedSopInstanceUIDs()).containsExactly("2.25.666");
      assertThat(storage.objects).hasSize(images.size());
    }
  }

  @Test
  void aMoveToADestinationThatIsDownFailsEverything() throws Exception {
    ApplicationEntity down = new ApplicationEntity("R", "127.0.0.1", 1);
    try (Node node =
            new Node(Services.echoOnly().withRetrieve(new FakeArchive(images, Map.of("R", down))));
        Association association = open(node, new PresentationContext(MOVE, SYNTAX))) {
      RetrieveResult result =
          association.move(MOVE, STUDY, "R", progress -> {}, new Cancellation());
      assertThat(result.status()).isEqualTo(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
      assertThat(result.failedSopInstanceUIDs()).hasSize(images.size());
    }
  }

  @Test
  void aGetBringsTheObjectsOnTheSameAssociation() throws Exception {
    AssociationOptions wide = Node.shortTimes().withWindow(new AsyncWindow(4, 4));
    try (Node node =
            new Node(
                Services.echoOnly().withRetrieve(new FakeArchive(images, Map.of())),
                wide,
                ListenerSettings.on("127.0.0.1", 0));
        Association association =
            open(
                node,
                new PresentationContext(GET, SYNTAX),
                new PresentationContext(UID.CTImageStorage, SYNTAX).withRoles(Roles.SCP))) {
      RetrieveResult result =
          association.get(GET, STUDY, storage, progress -> {}, new Cancellation());
      assertThat(result.status()).isEqualTo(Status.SUCCESS);
      assertThat(storage.objects).hasSize(images.size());
    }
  }

  @Test
  void commitmentIsReportedOnTheSameAssociation() throws Exception {
    LinkedBlockingQueue<CommitmentResult> results = new LinkedBlockingQueue<>();
    CommitmentHandler scp =
        new Committing((association, request) ->
            association.reportCommitment(
                new CommitmentResult(request.transactionUID(), request.instances(), List.of())));
    try (Node node = new Node(Services.echoOnly().withCommitment(scp));
        Association association =
            node.requestor()
                .open(
                    new AssociationProposal("TEST", node.entity(), List.of(COMMITMENT))
                        .withServices(collecting(results)))) {
      assertThat(association.requestCommitment(REQUEST)).isEqualTo(Status.SUCCESS);
      CommitmentResult result = results.poll(10, TimeUnit.SECONDS);
      assertThat(result).isEqualTo(new CommitmentResult("2.25.77", REQUEST.instances(), List.of()));
    }
  }

  @Test
  void commitmentIsReportedOnAnAssociationTheScpOpens() throws Exception {
    LinkedBlockingQueue<CommitmentResult> results = new LinkedBlockingQueue<>();
    CommitmentResult partly =
        new CommitmentResult(
            "2.25.77",
            List.of(),
            List.of(new CommitmentResult.Failed(REQUEST.instances().getFirst(), 0x0112)));
    try (Node node = new Node(collecting(results));
        Association association = open(node, COMMITMENT.withRoles(Roles.SCP))) {
      assertThat(association.contexts().getFirst().scp()).isTrue();
      assertThat(association.reportCommitment(partly)).isEqualTo(Status.SUCCESS);
      assertThat(results.poll(10, TimeUnit.SECONDS)).isEqualTo(partly);
    }
  }

  @Test
  void aUserIdentityReachesTheHandlers() throws Exception {
    LinkedBlockingQueue<Optional<UserIdentity>> seen = new LinkedBlockingQueue<>();
    StorageHandler handler =
        (request, dataSet) -> {
          seen.add(request.association().userIdentity());
          return storage.store(request, dataSet);
        };
    UserIdentity identity =
        new UserIdentity(
            2, true, ByteBuffer.wrap("an".getBytes(UTF_8)), ByteBuffer.wrap(new byte[] {1, 2}));
    try (Node node = new Node(Services.echoOnly().withStorage(handler));
        Association association =
            node.requestor()
                .open(
                    new AssociationProposal(
                            "TEST",
                            node.entity(),
                            List.of(new PresentationContext(UID.CTImageStorage, SYNTAX)))
                        .withUserIdentity(identity))) {
      assertThat(association.store(images.getFirst())).isEqualTo(Status.SUCCESS);
      assertThat(seen.take()).contains(identity);
    }
  }

  @Test
  void anOperationWhoseAnswerDoesNotComeEndsInTime() throws Exception {
    AssociationOptions hasty =
        Node.shortTimes()
            .withTimeouts(Node.shortTimes().timeouts().withResponse(Duration.ofMillis(300)));
    CountDownLatch never = new CountDownLatch(1);
    StorageHandler stuck =
        (request, dataSet) -> {
          try {
            assertThat(never.await(5, TimeUnit.SECONDS)).isFalse();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Status.SUCCESS;
        };
    try (Node node = new Node(Services.echoOnly().withStorage(stuck))) {
      AssociationRequestor requestor = new AssociationRequestor(node.transport, hasty);
      Association association =
          requestor.open(
              "TEST", node.entity(), List.of(new PresentationContext(UID.CTImageStorage, SYNTAX)));
      assertThatThrownBy(() -> association.store(images.getFirst()))
          .isInstanceOf(AssociationException.TimedOut.class);
      Association another =
          requestor.open(
              "TEST", node.entity(), List.of(new PresentationContext(UID.CTImageStorage, SYNTAX)));
      assertThat(another.storeAsync(images.getFirst()))
          .failsWithin(Duration.ofSeconds(60))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(AssociationException.TimedOut.class);
      Eventually.that(() -> assertThat(another.isOpen()).isFalse());
      Eventually.that(() -> assertThat(association.isOpen()).isFalse());
    }
  }

  @Test
  void anIdleAssociationIsEnded() throws Exception {
    AssociationOptions hasty =
        Node.shortTimes()
            .withTimeouts(Node.shortTimes().timeouts().withIdle(Duration.ofMillis(300)));
    try (Node node = new Node(Services.echoOnly(), hasty, ListenerSettings.on("127.0.0.1", 0));
        Association association = open(node, COMMITMENT)) {
      Eventually.that(() -> assertThat(association.isOpen()).isFalse());
      assertThat(node.seen.broken.peek()).isInstanceOf(AssociationException.TimedOut.class);
    }
  }

  private static Services collecting(LinkedBlockingQueue<CommitmentResult> results) {
    return Services.echoOnly()
        .withCommitmentResult((association, result) -> {
          results.add(result);
          return Status.SUCCESS;
        });
  }

  private static Association open(Node node, PresentationContext... contexts) throws Exception {
    return node.requestor().open("TEST", node.entity(), List.of(contexts));
  }

  /** Takes every request on and then does something. */
  private record Committing(Reporter reporter) implements CommitmentHandler {
    interface Reporter {
      Status report(Association association, CommitmentRequest request) throws IOException;
    }

    @Override
    public Status request(Association association, CommitmentRequest request) {
      return Status.SUCCESS;
    }

    @Override
    public void answered(Association association, CommitmentRequest request) throws IOException {
      assertThat(reporter.report(association, request)).isEqualTo(Status.SUCCESS);
    }
  }

  /** An object whose file is gone. */
  private record Unreadable(String sopInstanceUID) implements OutgoingInstance {
    @Override
    public String sopClassUID() {
      return UID.CTImageStorage;
    }

    @Override
    public List<String> transferSyntaxes() {
      return List.of(SYNTAX);
    }

    @Override
    public DataSetSource dataSet(String transferSyntaxUID) throws IOException {
      throw new FileNotFoundException(sopInstanceUID);
    }
  }
}
