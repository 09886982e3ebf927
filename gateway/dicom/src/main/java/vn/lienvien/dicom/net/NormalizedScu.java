package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;

/** N-ACTION and N-EVENT-REPORT as the side that sends them (PS3.7 10.1.1, 10.1.4). */
final class NormalizedScu {
  private final RequestSender sender;

  NormalizedScu(RequestSender sender) {
    this.sender = sender;
  }

  NormalizedReply action(ReferencedInstance target, int actionTypeID, Attributes information)
      throws IOException {
    CommandSet command =
        new CommandSet()
            .set(CommandSet.COMMAND_FIELD, CommandField.N_ACTION_RQ)
            .set(CommandSet.REQUESTED_SOP_CLASS_UID, target.sopClassUID())
            .set(CommandSet.REQUESTED_SOP_INSTANCE_UID, target.sopInstanceUID())
            .set(CommandSet.ACTION_TYPE_ID, actionTypeID);
    return exchange(target.sopClassUID(), command, information);
  }

  NormalizedReply eventReport(ReferencedInstance source, int eventTypeID, Attributes information)
      throws IOException {
    CommandSet command =
        new CommandSet()
            .set(CommandSet.COMMAND_FIELD, CommandField.N_EVENT_REPORT_RQ)
            .set(CommandSet.AFFECTED_SOP_CLASS_UID, source.sopClassUID())
            .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, source.sopInstanceUID())
            .set(CommandSet.EVENT_TYPE_ID, eventTypeID);
    return exchange(source.sopClassUID(), command, information);
  }

  private NormalizedReply exchange(String sopClassUID, CommandSet command, Attributes information)
      throws IOException {
    AcceptedContext context = sender.context(sopClassUID);
    Replies replies = new Replies();
    command.set(CommandSet.MESSAGE_ID, sender.begin(replies));
    sender.send(context, command, Identifiers.source(information, context.transferSyntax()));
    Reply reply = sender.await(replies);
    Optional<Attributes> answer =
        reply.dataSet().isPresent()
            ? Optional.of(Identifiers.read(reply.dataSet().get(), context.transferSyntax()))
            : Optional.empty();
    return new NormalizedReply(reply.status(), answer);
  }
}
