package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** C-FIND, C-MOVE and C-GET as SCU (PS3.7 9.1.2 to 9.1.4). */
final class QueryRetrieveScu {
  private final RequestSender sender;

  QueryRetrieveScu(RequestSender sender) {
    this.sender = sender;
  }

  Status find(
      String sopClassUID,
      Attributes identifier,
      QueryHandler.Matches matches,
      Cancellation cancellation)
      throws IOException {
    Operation operation =
        begin(CommandField.C_FIND_RQ, sopClassUID, identifier, Optional.empty(), cancellation);
    try {
      while (true) {
        Reply reply = sender.await(operation.replies());
        if (!reply.status().isPending()) {
          return reply.status();
        }
        Optional<Attributes> match = identifierOf(reply);
        if (match.isPresent()) {
          matches.add(match.get());
        }
      }
    } finally {
      operation.replies().abandon();
    }
  }

  RetrieveResult retrieve(
      String sopClassUID,
      Attributes identifier,
      Optional<String> moveDestination,
      Consumer<SubOperations> progress,
      Cancellation cancellation)
      throws IOException {
    int command = moveDestination.isPresent() ? CommandField.C_MOVE_RQ : CommandField.C_GET_RQ;
    Operation operation = begin(command, sopClassUID, identifier, moveDestination, cancellation);
    try {
      while (true) {
        Reply reply = sender.await(operation.replies());
        SubOperations counts = reply.command().subOperations();
        progress.accept(counts);
        if (!reply.status().isPending()) {
          List<String> failed =
              identifierOf(reply)
                  .map(list -> list.strings(Tag.FailedSOPInstanceUIDList))
                  .orElse(List.of());
          return new RetrieveResult(reply.status(), counts, failed);
        }
      }
    } finally {
      operation.replies().abandon();
    }
  }

  private record Operation(AcceptedContext context, Replies replies) {}

  private Operation begin(
      int commandField,
      String sopClassUID,
      Attributes identifier,
      Optional<String> moveDestination,
      Cancellation cancellation)
      throws IOException {
    AcceptedContext context = sender.context(sopClassUID);
    Replies replies = new Replies();
    int messageID = sender.begin(replies);
    CommandSet command =
        CommandSet.request(commandField, messageID, sopClassUID).set(CommandSet.PRIORITY, 0);
    moveDestination.ifPresent(aeTitle -> command.set(CommandSet.MOVE_DESTINATION, aeTitle));
    sender.send(context, command, Identifiers.source(identifier, context.transferSyntax()));
    cancellation.onCancel(() -> sender.cancel(context, messageID));
    return new Operation(context, replies);
  }

  private static Optional<Attributes> identifierOf(Reply reply) throws IOException {
    if (reply.dataSet().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Identifiers.read(reply.dataSet().get(), reply.context().transferSyntax()));
  }
}
