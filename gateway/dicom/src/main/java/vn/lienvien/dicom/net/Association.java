package vn.lienvien.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;

/**
 * An open association, of either side (PS3.7, PS3.8). Thread-safe: operations of several threads
 * share the negotiated window and wait for a place in it. Every operation that does not end in a
 * response throws an {@link AssociationException}, other I/O exceptions come from handlers and
 * sources given by the caller.
 */
public final class Association implements AutoCloseable {
  private final AssociationSetup setup;
  private final Exchanges exchanges;
  private final StoreScu storeScu;
  private final QueryRetrieveScu queryRetrieveScu;
  private final NormalizedScu normalizedScu;
  private final MessageLoop loop;
  private final AtomicReference<@Nullable StorageHandler> getStorage = new AtomicReference<>();

  Association(AssociationSetup setup) {
    this.setup = setup;
    Agreement agreement = setup.agreement();
    MessageWriter writer = new MessageWriter(setup.upper(), agreement.maximumPduLength());
    exchanges = new Exchanges(agreement.window().invoked());
    RequestSender sender =
        new RequestSender(
            writer, exchanges, setup.upper(), agreement, setup.options().timeouts().response());
    storeScu = new StoreScu(sender);
    queryRetrieveScu = new QueryRetrieveScu(sender);
    normalizedScu = new NormalizedScu(sender);
    loop = new MessageLoop(this, setup, writer, exchanges);
  }

  /** Reads and serves until the association ends; the calling thread is the association's. */
  void serve() {
    loop.run();
  }

  /** A number for logs, unique within the {@link Transport}. */
  public long id() {
    return setup.id();
  }

  public String callingAETitle() {
    return setup.agreement().callingAETitle();
  }

  public String calledAETitle() {
    return setup.agreement().calledAETitle();
  }

  public InetSocketAddress remoteAddress() {
    return setup.upper().remoteAddress();
  }

  public Optional<UserIdentity> userIdentity() {
    return setup.agreement().userIdentity();
  }

  /** Whether the acceptor confirmed the user identity we offered and asked to be confirmed. */
  public boolean isIdentityConfirmed() {
    return setup.agreement().identityConfirmed();
  }

  /** What extended negotiation agreed on for a SOP class (PS3.7 D.3.3.5); empty when nothing. */
  public Optional<ByteBuffer> extended(String sopClassUID) {
    return Optional.ofNullable(setup.agreement().extended().get(sopClassUID))
        .map(ByteBuffer::asReadOnlyBuffer);
  }

  /** Implementation class UID and version name the other side stated. */
  public String peerImplementation() {
    return setup.agreement().peerImplementation();
  }

  /** How many operations we may have outstanding at once; 0 is without limit. */
  public int window() {
    return setup.agreement().window().invoked();
  }

  public List<AcceptedContext> contexts() {
    return setup.agreement().contexts();
  }

  /** The transfer syntaxes agreed on for a SOP class; empty when it was not accepted. */
  public Set<String> acceptedTransferSyntaxes(String sopClassUID) {
    Set<String> accepted = new LinkedHashSet<>();
    for (AcceptedContext context : contexts()) {
      if (context.abstractSyntax().equals(sopClassUID)) {
        accepted.add(context.transferSyntax());
      }
    }
    return accepted;
  }

  public boolean isOpen() {
    return !loop.isEnded() && setup.upper().failure() == null;
  }

  /** C-ECHO (PS3.7 9.1.5). */
  public Status echo() throws IOException {
    return storeScu.echo(UID.Verification);
  }

  /** C-STORE (PS3.7 9.1.1) in the context the instance prefers; waits for the response. */
  public Status store(OutgoingInstance instance) throws IOException {
    return storeScu.store(instance, Optional.empty());
  }

  /**
   * C-STORE that returns when the object is sent and waits only for a place in the window. The
   * future fails with an {@link AssociationException}, also when the response time is over.
   */
  public CompletableFuture<Status> storeAsync(OutgoingInstance instance) throws IOException {
    return storeScu.storeAsync(instance, Optional.empty());
  }

  /** C-STORE as sub-operation of a C-MOVE somebody else asked for. */
  CompletableFuture<Status> storeAsync(
      OutgoingInstance instance, Optional<StoreRequest.MoveOriginator> originator)
      throws IOException {
    return storeScu.storeAsync(instance, originator);
  }

  /** C-FIND (PS3.7 9.1.2): all matches; a final status that is not success is an exception. */
  public List<Attributes> find(String sopClassUID, Attributes identifier) throws IOException {
    List<Attributes> matches = new ArrayList<>();
    Status status = find(sopClassUID, identifier, matches::add, new Cancellation());
    if (!status.isSuccess()) {
      throw new IOException("C-FIND failed: " + status);
    }
    return matches;
  }

  /** C-FIND with matches one by one; returns the final status. */
  public Status find(
      String sopClassUID,
      Attributes identifier,
      QueryHandler.Matches matches,
      Cancellation cancellation)
      throws IOException {
    return queryRetrieveScu.find(sopClassUID, identifier, matches, cancellation);
  }

  /** C-MOVE (PS3.7 9.1.4); progress is told with each response. */
  public RetrieveResult move(
      String sopClassUID,
      Attributes identifier,
      String destinationAETitle,
      Consumer<SubOperations> progress,
      Cancellation cancellation)
      throws IOException {
    return queryRetrieveScu.retrieve(
        sopClassUID, identifier, Optional.of(destinationAETitle), progress, cancellation);
  }

  /**
   * C-GET (PS3.7 9.1.3): the objects come to the handler on this association, in contexts proposed
   * with {@link Roles#SCP} or {@link Roles#BOTH}. One at a time.
   */
  public RetrieveResult get(
      String sopClassUID,
      Attributes identifier,
      StorageHandler storage,
      Consumer<SubOperations> progress,
      Cancellation cancellation)
      throws IOException {
    if (!getStorage.compareAndSet(null, storage)) {
      throw new IllegalStateException("a C-GET is already running on this association");
    }
    try {
      return queryRetrieveScu.retrieve(
          sopClassUID, identifier, Optional.empty(), progress, cancellation);
    } finally {
      getStorage.set(null);
    }
  }

  /** N-CREATE, N-SET, N-GET, N-DELETE, N-ACTION or N-EVENT-REPORT (PS3.7 10.1). */
  public NormalizedReply send(NormalizedRequest request) throws IOException {
    return send(request.target().sopClassUID(), request);
  }

  /**
   * The same in a context of another name: of a Meta SOP Class such as printing (PS3.4 H.3), or of
   * the class that a unified procedure step is pushed by (PS3.4 CC.2).
   */
  public NormalizedReply send(String abstractSyntaxUID, NormalizedRequest request)
      throws IOException {
    return normalizedScu.send(abstractSyntaxUID, request);
  }

  /** Asks for storage commitment (PS3.4 J.3.2); the result comes later, perhaps elsewhere. */
  public Status requestCommitment(CommitmentRequest request) throws IOException {
    return send(NormalizedRequest.action(
            CommitmentCodec.WELL_KNOWN_INSTANCE,
            CommitmentCodec.REQUEST_STORAGE_COMMITMENT,
            CommitmentCodec.write(request)))
        .status();
  }

  /** Reports the result of a storage commitment (PS3.4 J.3.3). */
  public Status reportCommitment(CommitmentResult result) throws IOException {
    int eventTypeID =
        result.failed().isEmpty()
            ? CommitmentCodec.COMMITMENT_SUCCESSFUL
            : CommitmentCodec.FAILURES_EXIST;
    return send(NormalizedRequest.eventReport(
            CommitmentCodec.WELL_KNOWN_INSTANCE, eventTypeID, CommitmentCodec.write(result)))
        .status();
  }

  /** Who takes incoming objects now: a running C-GET's handler before the association's own. */
  Optional<StorageHandler> storageHandler() {
    return Optional.ofNullable(getStorage.get()).or(() -> setup.services().storage());
  }

  /**
   * Releases the association when what is outstanding is answered (PS3.8 7.2); after the release
   * time it is aborted.
   */
  @Override
  public void close() {
    if (loop.isEnded()) {
      return;
    }
    Timeouts timeouts = setup.options().timeouts();
    if (loop.isCurrentThread()) {
      setup.upper().release();
      return;
    }
    if (exchanges.awaitIdle(timeouts.response())) {
      setup.upper().release();
    }
    if (!loop.awaitEnd(timeouts.release())) {
      setup
          .upper()
          .abort(
              AbortCause.SERVICE_USER,
              new AssociationException.TimedOut("the release", timeouts.release()));
      loop.awaitEnd(timeouts.release());
    }
  }

  /** Ends the association at once (PS3.8 7.3); what is under way is lost. */
  public void abort() {
    setup
        .upper()
        .abort(
            AbortCause.SERVICE_USER,
            new AssociationException.Aborted(AbortCause.SERVICE_USER, false));
  }

  /** Shows no patient data. */
  @Override
  public String toString() {
    return "association " + id() + " " + callingAETitle() + " -> " + calledAETitle();
  }
}
