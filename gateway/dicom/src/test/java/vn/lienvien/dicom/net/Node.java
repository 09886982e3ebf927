package vn.lienvien.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienvien.dicom.data.SopClasses;
import vn.lienvien.dicom.data.UID;

/** A listener on a free port with its own transport, and what its observer saw. */
final class Node implements AutoCloseable {
  static final String AE_TITLE = "LIENVIEN";
  static final List<String> PLAIN = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

  final Transport transport;
  final DicomListener listener;
  final Seen seen = new Seen();
  final AssociationOptions options;

  Node(Services services) throws IOException {
    this(services, shortTimes(), ListenerSettings.on("127.0.0.1", 0));
  }

  Node(Services services, AssociationOptions options, ListenerSettings settings)
      throws IOException {
    this.options = options;
    transport = Transport.open();
    Acceptance acceptance = new Acceptance(Node::refuse, contexts(), services, seen);
    listener = DicomListener.open(transport, settings, options, acceptance);
  }

  /** Seconds instead of minutes, so that a test that fails does so soon. */
  static AssociationOptions shortTimes() {
    Duration five = Duration.ofSeconds(5);
    Duration twenty = Duration.ofSeconds(20);
    return AssociationOptions.defaults()
        .withTimeouts(new Timeouts(five, five, five, twenty, twenty, Duration.ofSeconds(1)));
  }

  private static Optional<Rejection> refuse(AssociationRequest request) {
    if (!request.calledAETitle().equals(AE_TITLE)) {
      return Optional.of(Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }
    return request.callingAETitle().startsWith("STRANGER")
        ? Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED)
        : Optional.empty();
  }

  private static SupportedContexts contexts() {
    SupportedContexts contexts = new SupportedContexts();
    for (String uid :
        List.of(
            UID.Verification,
            UID.StudyRootQueryRetrieveInformationModelFind,
            UID.StudyRootQueryRetrieveInformationModelMove,
            UID.StudyRootQueryRetrieveInformationModelGet,
            UID.StorageCommitmentPushModel,
            UID.ModalityWorklistInformationModelFind,
            UID.ModalityPerformedProcedureStep)) {
      contexts.service(uid, PLAIN);
    }
    return contexts.storage(
        SopClasses.storage(),
        List.of(
            UID.ExplicitVRLittleEndian,
            UID.ImplicitVRLittleEndian,
            UID.JPEGBaseline8Bit,
            UID.JPEG2000Lossless,
            UID.RLELossless));
  }

  int port() {
    return listener.port();
  }

  ApplicationEntity entity() {
    return new ApplicationEntity(AE_TITLE, "127.0.0.1", port());
  }

  AssociationRequestor requestor() {
    return new AssociationRequestor(transport, options);
  }

  @Override
  public void close() {
    listener.close();
    transport.close();
  }

  /** What the observer was told. */
  static final class Seen implements AssociationObserver {
    final AtomicInteger probed = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();
    final ConcurrentLinkedQueue<AbortCause> violations = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Rejection> rejections = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<AssociationException> broken = new ConcurrentLinkedQueue<>();

    @Override
    public void probed(InetSocketAddress remoteAddress) {
      probed.incrementAndGet();
    }

    @Override
    public void violated(InetSocketAddress remoteAddress, AbortCause answer) {
      violations.add(answer);
    }

    @Override
    public void rejected(AssociationRequest request, Rejection why) {
      rejections.add(why);
    }

    @Override
    public void opened(Association association) {
      opened.incrementAndGet();
    }

    @Override
    public void released(Association association) {
      released.incrementAndGet();
    }

    @Override
    public void broken(Association association, AssociationException why) {
      broken.add(why);
    }
  }
}
