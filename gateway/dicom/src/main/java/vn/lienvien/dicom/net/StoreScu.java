package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** C-ECHO and C-STORE as SCU (PS3.7 9.1.5, 9.1.1). */
final class StoreScu {
  private final RequestSender sender;

  StoreScu(RequestSender sender) {
    this.sender = sender;
  }

  Status echo(String sopClassUID) throws IOException {
    AcceptedContext context = sender.context(sopClassUID);
    Replies replies = new Replies();
    int messageID = sender.begin(replies);
    sender.send(context, CommandSet.request(CommandField.C_ECHO_RQ, messageID, sopClassUID), null);
    return sender.await(replies).status();
  }

  Status store(OutgoingInstance instance, Optional<StoreRequest.MoveOriginator> originator)
      throws IOException {
    Replies replies = new Replies();
    send(instance, originator, replies);
    return sender.await(replies).status();
  }

  CompletableFuture<Status> storeAsync(
      OutgoingInstance instance, Optional<StoreRequest.MoveOriginator> originator)
      throws IOException {
    FutureStatus answer = new FutureStatus();
    send(instance, originator, answer);
    sender.expect(answer.future());
    return answer.future();
  }

  private void send(
      OutgoingInstance instance,
      Optional<StoreRequest.MoveOriginator> originator,
      Exchanges.Waiting sink)
      throws IOException {
    AcceptedContext context = context(instance);
    DataSetSource source = instance.dataSet(context.transferSyntax());
    try (DataSetPdus dataSet = sender.open(context, source)) {
      int messageID = sender.begin(sink);
      CommandSet command =
          CommandSet.request(CommandField.C_STORE_RQ, messageID, instance.sopClassUID())
              .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, instance.sopInstanceUID())
              .set(CommandSet.PRIORITY, 0);
      originator.ifPresent(mover ->
          command
              .set(CommandSet.MOVE_ORIGINATOR_AE_TITLE, mover.aeTitle())
              .set(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID, mover.messageID()));
      sender.send(command, dataSet);
    }
  }

  /** The accepted context whose syntax the instance prefers most. */
  private AcceptedContext context(OutgoingInstance instance) throws AssociationException {
    List<AcceptedContext> contexts = sender.agreement().contexts();
    for (String syntax : instance.transferSyntaxes()) {
      for (AcceptedContext context : contexts) {
        if (context.abstractSyntax().equals(instance.sopClassUID())
            && context.transferSyntax().equals(syntax)) {
          return context;
        }
      }
    }
    throw new AssociationException.NoPresentationContext(instance.sopClassUID());
  }
}
