package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;

/** The N-services as the side that asks (PS3.7 10.1). */
final class NormalizedScu {
  private final RequestSender sender;

  NormalizedScu(RequestSender sender) {
    this.sender = sender;
  }

  NormalizedReply send(String abstractSyntaxUID, NormalizedRequest request) throws IOException {
    ReferencedInstance target = request.target();
    AcceptedContext context = sender.context(abstractSyntaxUID);
    CommandSet command = command(request);
    Replies replies = new Replies();
    command.set(CommandSet.MESSAGE_ID, sender.begin(replies));
    sender.send(context, command, dataSet(request, context));
    Reply reply = sender.await(replies);
    Optional<Attributes> answer =
        reply.dataSet().isPresent()
            ? Optional.of(Identifiers.read(reply.dataSet().get(), context.transferSyntax()))
            : Optional.empty();
    return new NormalizedReply(
        reply.status(),
        answer,
        reply.command().text(CommandSet.AFFECTED_SOP_INSTANCE_UID).orElse(target.sopInstanceUID()));
  }

  private static CommandSet command(NormalizedRequest request) {
    NormalizedOperation operation = request.operation();
    boolean requested = operation.isRequested();
    CommandSet command =
        new CommandSet()
            .set(CommandSet.COMMAND_FIELD, operation.commandField())
            .set(
                requested ? CommandSet.REQUESTED_SOP_CLASS_UID : CommandSet.AFFECTED_SOP_CLASS_UID,
                request.target().sopClassUID());
    String instance = request.target().sopInstanceUID();
    if (!instance.isEmpty()) {
      command.set(
          requested ? CommandSet.REQUESTED_SOP_INSTANCE_UID : CommandSet.AFFECTED_SOP_INSTANCE_UID,
          instance);
    }
    if (operation == NormalizedOperation.ACTION) {
      command.set(CommandSet.ACTION_TYPE_ID, request.typeID());
    }
    if (operation == NormalizedOperation.EVENT_REPORT) {
      command.set(CommandSet.EVENT_TYPE_ID, request.typeID());
    }
    if (!request.attributes().isEmpty()) {
      command.set(CommandSet.ATTRIBUTE_IDENTIFIER_LIST, request.attributes());
    }
    return command;
  }

  /** N-GET and N-DELETE never have one (PS3.7 10.3.2, 10.3.6). */
  private static @Nullable DataSetSource dataSet(
      NormalizedRequest request, AcceptedContext context) {
    return switch (request.operation()) {
      case GET, DELETE -> null;
      case EVENT_REPORT, SET, ACTION, CREATE ->
          request.dataSet().isEmpty()
              ? null
              : Identifiers.source(request.dataSet(), context.transferSyntax());
    };
  }
}
