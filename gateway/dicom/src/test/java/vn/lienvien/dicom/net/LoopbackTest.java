package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienvien.dicom.data.UID;

/** Our requestor against our acceptor, over real sockets. */
@Timeout(60)
class LoopbackTest {
  private static final PresentationContext CT =
      new PresentationContext(UID.CTImageStorage, UID.ExplicitVRLittleEndian);
  private static final PresentationContext ECHO =
      new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian);

  private final FakeStorage storage = new FakeStorage();

  @Test
  void echoesAndReleases() throws Exception {
    try (Node node = new Node(Services.echoOnly())) {
      try (Association association = node.requestor().open("TEST", node.entity(), List.of(ECHO))) {
        assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      }
      Eventually.that(() -> assertThat(node.seen.released).hasValue(1));
    }
  }

  @Test
  void storesWhatWasSentByteForByte() throws Exception {
    List<MemoryInstance> images =
        IntStream.of(0, 1, 16, 300, 700).mapToObj(side -> MemoryInstance.of(side, side)).toList();
    try (Node node = new Node(Services.echoOnly().withStorage(storage));
        Association association = node.requestor().open("TEST", node.entity(), List.of(CT))) {
      for (MemoryInstance image : images) {
        assertThat(association.store(image)).isEqualTo(Status.SUCCESS);
        assertThat(storage.objects.get(image.sopInstanceUID())).isEqualTo(image.bytes());
      }
    }
  }

  @Test
  void honoursAPeersSmallPduInBothDirections() throws Exception {
    AssociationOptions small = Node.shortTimes().withMaximumPduLength(4096);
    MemoryInstance image = MemoryInstance.of(1, 200);
    try (Node node =
        new Node(
            Services.echoOnly().withStorage(storage), small, ListenerSettings.on("127.0.0.1", 0))) {
      AssociationRequestor large = new AssociationRequestor(node.transport, Node.shortTimes());
      try (Association association = large.open("TEST", node.entity(), List.of(CT))) {
        assertThat(association.store(image)).isEqualTo(Status.SUCCESS);
      }
    }
    assertThat(storage.objects.get(image.sopInstanceUID())).isEqualTo(image.bytes());
  }

  @Test
  void keepsAsManyOperationsOutstandingAsNegotiated() throws Exception {
    AssociationOptions wide = Node.shortTimes().withWindow(new AsyncWindow(8, 8));
    try (Node node =
            new Node(
                Services.echoOnly().withStorage(storage),
                wide,
                ListenerSettings.on("127.0.0.1", 0));
        Association association = node.requestor().open("TEST", node.entity(), List.of(CT))) {
      assertThat(association.window()).isEqualTo(8);
      List<CompletableFuture<Status>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(association.storeAsync(MemoryInstance.of(i, 64)));
      }
      for (CompletableFuture<Status> answer : answers) {
        assertThat(answer.get()).isEqualTo(Status.SUCCESS);
      }
    }
    assertThat(storage.objects).hasSize(100);
  }

  @Test
  void answersAStoreWithoutHandlerWithSopClassNotSupported() throws Exception {
    try (Node node = new Node(Services.echoOnly());
        Association association = node.requestor().open("TEST", node.entity(), List.of(CT))) {
      assertThat(association.store(MemoryInstance.of(1, 64)))
          .isEqualTo(Status.SOP_CLASS_NOT_SUPPORTED);
      assertThat(association.store(MemoryInstance.of(2, 64)).code()).isEqualTo(0x0122);
    }
  }

  @Test
  void aHandlerThatFailsIsAnsweredWithoutItsWordsAndTheNextObjectIsTaken() throws Exception {
    StorageHandler failing =
        (request, dataSet) -> {
          if (request.sopInstanceUID().endsWith("1")) {
            throw new IOException("PHANTOM^CT is full");
          }
          return storage.store(request, dataSet);
        };
    try (Node node = new Node(Services.echoOnly().withStorage(failing));
        Association association = node.requestor().open("TEST", node.entity(), List.of(CT))) {
      assertThat(association.store(MemoryInstance.of(1, 400))).isEqualTo(Status.PROCESSING_FAILURE);
      assertThat(association.store(MemoryInstance.of(2, 400))).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void rejectionsSayWhatToCheck() throws Exception {
    try (Node node = new Node(Services.echoOnly())) {
      ApplicationEntity wrong = new ApplicationEntity("OTHER", "127.0.0.1", node.port());
      assertThatThrownBy(() -> node.requestor().open("TEST", wrong, List.of(ECHO)))
          .isInstanceOfSatisfying(
              AssociationException.Rejected.class,
              rejected -> {
                assertThat(rejected.rejection())
                    .isEqualTo(Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
                assertThat(rejected.advice()).contains("called AE title not recognised: check");
                assertThat(rejected.isTransient()).isFalse();
              });
      assertThatThrownBy(() -> node.requestor().open("STRANGER", node.entity(), List.of(ECHO)))
          .isInstanceOf(AssociationException.Rejected.class)
          .hasMessageContaining("rejected");
      assertThat(node.seen.rejections)
          .containsExactly(
              Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED, Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }
  }

  @Test
  void tooManyAssociationsOfOnePeerAreRejectedAsTransient() throws Exception {
    ListenerSettings two = ListenerSettings.on("127.0.0.1", 0).withLimits(10, 2);
    try (Node node = new Node(Services.echoOnly(), Node.shortTimes(), two);
        Association first = node.requestor().open("TEST", node.entity(), List.of(ECHO));
        Association second = node.requestor().open("TEST", node.entity(), List.of(ECHO))) {
      assertThatThrownBy(() -> node.requestor().open("TEST", node.entity(), List.of(ECHO)))
          .isInstanceOfSatisfying(
              AssociationException.Rejected.class,
              rejected -> assertThat(rejected.isTransient()).isTrue());
      try (Association other = node.requestor().open("TEST2", node.entity(), List.of(ECHO))) {
        assertThat(other.echo().isSuccess()).isTrue();
      }
      assertThat(first.echo().isSuccess() && second.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void anUnusedPortIsAnAdvisedFailure() throws Exception {
    try (Transport transport = Transport.portable()) {
      AssociationRequestor requestor = new AssociationRequestor(transport, Node.shortTimes());
      ApplicationEntity nobody = new ApplicationEntity("NOBODY", "127.0.0.1", 1);
      assertThatThrownBy(() -> requestor.open("TEST", nobody, List.of(ECHO)))
          .isInstanceOfSatisfying(
              AssociationException.NotConnected.class,
              failure -> assertThat(failure.advice()).contains("check host, port"));
    }
  }
}
