package vn.lienvien.dicom.net;

import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;

/** Serves the N-services through a handler (PS3.7 10.3). */
final class NormalizedScp {
  private final Association association;
  private final NormalizedHandler handler;
  private final Responder responder;

  NormalizedScp(Association association, NormalizedHandler handler, Responder responder) {
    this.association = association;
    this.handler = handler;
    this.responder = responder;
  }

  void serve(NormalizedOperation operation, InboundMessage message, Attributes dataSet)
      throws IOException {
    CommandSet command = message.command();
    if (command.sopInstanceUID().isEmpty() && operation != NormalizedOperation.CREATE) {
      responder.respond(message, Status.MISSING_ATTRIBUTE.withComment("no SOP Instance UID"));
      return;
    }
    NormalizedRequest request =
        new NormalizedRequest(
            operation,
            new ReferencedInstance(command.sopClassUID(), command.sopInstanceUID()),
            command.number(typeElement(operation)).orElse(0),
            command.tags(CommandSet.ATTRIBUTE_IDENTIFIER_LIST),
            dataSet);
    NormalizedReply reply = handler.serve(association, request);
    CommandSet response = CommandSet.response(command, reply.status());
    if (request.typeID() != 0) {
      response.set(typeElement(operation), request.typeID());
    }
    if (!reply.sopInstanceUID().isEmpty()) {
      response.set(CommandSet.AFFECTED_SOP_INSTANCE_UID, reply.sopInstanceUID());
    }
    responder.respond(message, response, reply.information().orElse(null));
  }

  private static int typeElement(NormalizedOperation operation) {
    return operation == NormalizedOperation.ACTION
        ? CommandSet.ACTION_TYPE_ID
        : CommandSet.EVENT_TYPE_ID;
  }
}
