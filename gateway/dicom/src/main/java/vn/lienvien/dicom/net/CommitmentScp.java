package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.OptionalInt;

/** Serves storage commitment's N-ACTION and takes its N-EVENT-REPORT (PS3.4 J.3). */
final class CommitmentScp {
  private final Association association;
  private final Responder responder;

  CommitmentScp(Association association, Responder responder) {
    this.association = association;
    this.responder = responder;
  }

  RequestDispatcher.Server action(CommitmentHandler handler) {
    return (message, information, cancellation) -> {
      OptionalInt type = message.command().number(CommandSet.ACTION_TYPE_ID);
      if (type.orElse(0) != CommitmentCodec.REQUEST_STORAGE_COMMITMENT) {
        responder.respond(message, Status.NO_SUCH_ACTION_TYPE);
        return;
      }
      CommitmentRequest request = CommitmentCodec.readRequest(information);
      if (request.transactionUID().isEmpty() || request.instances().isEmpty()) {
        responder.respond(message, Status.INVALID_ARGUMENT_VALUE);
        return;
      }
      Status status = handler.request(association, request);
      respond(message, status, CommandSet.ACTION_TYPE_ID, type.getAsInt());
      if (status.isSuccess()) {
        handler.answered(association, request);
      }
    };
  }

  RequestDispatcher.Server event(CommitmentResultHandler handler) {
    return (message, information, cancellation) -> {
      int type = message.command().number(CommandSet.EVENT_TYPE_ID).orElse(0);
      if (type != CommitmentCodec.COMMITMENT_SUCCESSFUL && type != CommitmentCodec.FAILURES_EXIST) {
        responder.respond(message, Status.NO_SUCH_EVENT_TYPE);
        return;
      }
      CommitmentResult result = CommitmentCodec.readResult(information);
      Status status = handler.reported(association, result);
      respond(message, status, CommandSet.EVENT_TYPE_ID, type);
    };
  }

  private void respond(InboundMessage message, Status status, int typeElement, int type)
      throws IOException {
    CommandSet response = CommandSet.response(message.command(), status).set(typeElement, type);
    responder.respond(message, response, null);
  }
}
