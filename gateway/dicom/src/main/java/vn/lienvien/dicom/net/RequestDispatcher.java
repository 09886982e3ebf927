package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;

/**
 * Serves the other side's requests. C-ECHO and C-STORE run on the association's thread; what may
 * take long, or needs the association to be read meanwhile, runs in {@link Operations}.
 */
final class RequestDispatcher {
  private static final Logger log = LoggerFactory.getLogger(RequestDispatcher.class);

  private final Association association;
  private final AssociationSetup setup;
  private final Responder responder;
  private final Operations operations;

  RequestDispatcher(
      Association association, AssociationSetup setup, Responder responder, Operations operations) {
    this.association = association;
    this.setup = setup;
    this.responder = responder;
    this.operations = operations;
  }

  /** Serves a request whose data set directly follows. */
  void dispatch(InboundMessage message) throws IOException {
    Services services = setup.services();
    switch (message.command().commandField()) {
      case CommandField.C_ECHO_RQ -> responder.respond(message, services.echo().echo(association));
      case CommandField.C_STORE_RQ -> store(message);
      case CommandField.C_FIND_RQ ->
          operation(
              message,
              services
                  .query()
                  .map(handler -> new QueryScp(association, handler, responder)::serve));
      case CommandField.C_MOVE_RQ, CommandField.C_GET_RQ ->
          operation(
              message,
              services
                  .retrieve()
                  .map(handler -> new RetrieveScp(association, setup, handler, responder)::serve));
      case CommandField.C_CANCEL_RQ -> operations.cancel(message.command().messageIDRespondedTo());
      default -> normalized(message, services);
    }
  }

  private void normalized(InboundMessage message, Services services) throws IOException {
    Optional<NormalizedOperation> asked =
        Arrays.stream(NormalizedOperation.values())
            .filter(each -> each.commandField() == message.command().commandField())
            .findFirst();
    NormalizedHandler handler = services.normalized().get(message.context().abstractSyntax());
    CommitmentScp commitment = new CommitmentScp(association, responder);
    if (asked.isEmpty()) {
      refuse(message, Status.UNRECOGNIZED_OPERATION);
    } else if (handler != null) {
      NormalizedScp scp = new NormalizedScp(association, handler, responder);
      start(
          message,
          message.dataSet().isPresent() ? identifier(message) : Optional.of(new Attributes()),
          (same, dataSet, cancellation) -> scp.serve(asked.get(), same, dataSet));
    } else if (asked.get() == NormalizedOperation.ACTION) {
      operation(message, commitment(message, services.commitment()).map(commitment::action));
    } else if (asked.get() == NormalizedOperation.EVENT_REPORT) {
      operation(message, commitment(message, services.commitmentResult()).map(commitment::event));
    } else {
      refuse(message, Status.SOP_CLASS_NOT_SUPPORTED);
    }
  }

  private static <T> Optional<T> commitment(InboundMessage message, Optional<T> handler) {
    return handler.filter(
        any -> message.context().abstractSyntax().equals(UID.StorageCommitmentPushModel));
  }

  private void refuse(InboundMessage message, Status status) throws IOException {
    if (message.dataSet().isPresent()) {
      message.dataSet().get().drain();
    }
    responder.respond(message, status);
  }

  private static boolean isOfItsContext(InboundMessage message) {
    return message.command().sopClassUID().equals(message.context().abstractSyntax());
  }

  private void store(InboundMessage message) throws IOException {
    Optional<StorageHandler> handler = association.storageHandler();
    CommandSet command = message.command();
    if (handler.isEmpty() || !isOfItsContext(message)) {
      refuse(message, Status.SOP_CLASS_NOT_SUPPORTED);
    } else if (command.sopInstanceUID().isEmpty()) {
      refuse(message, Status.MISSING_ATTRIBUTE.withComment("no Affected SOP Instance UID"));
    } else if (message.dataSet().isEmpty()) {
      refuse(message, Status.CANNOT_UNDERSTAND.withComment("no data set"));
    } else {
      DataSetStream dataSet = message.dataSet().get();
      Status status = store(handler.get(), request(message), dataSet);
      dataSet.drain();
      responder.respond(message, status);
    }
  }

  /** A broken association shows again when the rest of the data set is drained. */
  private Status store(StorageHandler handler, StoreRequest request, DataSetStream dataSet) {
    try {
      return handler.store(request, dataSet);
    } catch (AssociationException cut) {
      log.info("{}: an object was cut off: {}", association, cut.getMessage());
      return Status.PROCESSING_FAILURE;
    } catch (IOException | RuntimeException failure) {
      log.warn("{}: an object could not be stored", association, failure);
      return Status.PROCESSING_FAILURE;
    }
  }

  private StoreRequest request(InboundMessage message) {
    CommandSet command = message.command();
    int originatorMessageID = command.number(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID).orElse(0);
    return new StoreRequest(
        association,
        command.sopClassUID(),
        command.sopInstanceUID(),
        message.context().transferSyntax(),
        command
            .text(CommandSet.MOVE_ORIGINATOR_AE_TITLE)
            .map(aeTitle -> new StoreRequest.MoveOriginator(aeTitle, originatorMessageID)));
  }

  /** Serves one request whose identifier has been read. */
  interface Server {
    void serve(InboundMessage message, Attributes identifier, Cancellation cancellation)
        throws IOException;
  }

  private void operation(InboundMessage message, Optional<Server> server) throws IOException {
    if (server.isEmpty() || !isOfItsContext(message)) {
      refuse(message, Status.SOP_CLASS_NOT_SUPPORTED);
      return;
    }
    start(message, identifier(message), server.get());
  }

  private void start(InboundMessage message, Optional<Attributes> identifier, Server server)
      throws IOException {
    if (identifier.isEmpty()) {
      refuse(message, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment("no identifier"));
      return;
    }
    int messageID = message.command().messageID();
    boolean started =
        operations.start(
            "association-" + association.id() + "-" + messageID,
            messageID,
            cancellation -> run(server, message, identifier.get(), cancellation));
    if (!started) {
      responder.respond(message, Status.RESOURCE_LIMITATION.withComment("window exceeded"));
    }
  }

  private void run(
      Server server, InboundMessage message, Attributes identifier, Cancellation cancellation) {
    try {
      server.serve(message, identifier, cancellation);
    } catch (AssociationException ended) {
      log.debug("{}: nobody left to answer", association, ended);
    } catch (IOException | RuntimeException failure) {
      log.warn("{}: a request failed", association, failure);
      answerFailure(message);
    }
  }

  private void answerFailure(InboundMessage message) {
    try {
      responder.respond(message, Status.PROCESSING_FAILURE);
    } catch (IOException ended) {
      log.debug("{}: nobody left to answer", association, ended);
    }
  }

  /** The data set in memory, if there is one that can be read and is not too long. */
  private Optional<Attributes> identifier(InboundMessage message) throws IOException {
    if (message.dataSet().isEmpty()) {
      return Optional.empty();
    }
    DataSetStream in = message.dataSet().get();
    byte[] limited = in.readNBytes(setup.options().maximumDataSetInMemory());
    if (in.read() >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Identifiers.read(limited, message.context().transferSyntax()));
    } catch (IOException unreadable) {
      log.debug("{}: identifier cannot be read", association, unreadable);
      return Optional.empty();
    }
  }
}
