package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.data.Attributes;

/**
 * Serves C-MOVE over a new association to the destination and C-GET over the same association
 * (PS3.7 9.1.3, 9.1.4; PS3.4 C.4.2.3, C.4.3.3).
 */
final class RetrieveScp {
  private static final Logger log = LoggerFactory.getLogger(RetrieveScp.class);

  private final Association association;
  private final AssociationSetup setup;
  private final RetrieveHandler handler;
  private final Responder responder;

  RetrieveScp(
      Association association,
      AssociationSetup setup,
      RetrieveHandler handler,
      Responder responder) {
    this.association = association;
    this.setup = setup;
    this.handler = handler;
    this.responder = responder;
  }

  void serve(InboundMessage message, Attributes identifier, Cancellation cancellation)
      throws IOException {
    boolean move = message.command().commandField() == CommandField.C_MOVE_RQ;
    Optional<String> destination = message.command().text(CommandSet.MOVE_DESTINATION);
    if (move && destination.isEmpty()) {
      responder.respond(message, Status.MOVE_DESTINATION_UNKNOWN);
      return;
    }
    RetrieveRequest request =
        new RetrieveRequest(
            association,
            message.context().abstractSyntax(),
            identifier,
            destination.filter(any -> move));
    switch (handler.retrieve(request)) {
      case RetrieveDecision.Refuse refuse -> responder.respond(message, refuse.status());
      case RetrieveDecision.Send send -> {
        SubOperationRun run =
            new SubOperationRun(message, responder, send.instances(), cancellation);
        if (move) {
          move(message, destination.orElseThrow(), run);
        } else {
          run.over(association, Optional.empty());
        }
      }
    }
  }

  private void move(InboundMessage message, String aeTitle, SubOperationRun run)
      throws IOException {
    Optional<ApplicationEntity> destination = handler.moveDestination(aeTitle);
    if (destination.isEmpty()) {
      responder.respond(message, Status.MOVE_DESTINATION_UNKNOWN);
      return;
    }
    List<? extends OutgoingInstance> instances = run.instances();
    if (instances.isEmpty()) {
      run.over(association, Optional.empty());
      return;
    }
    AssociationProposal proposal =
        new AssociationProposal(
            association.calledAETitle(),
            destination.get(),
            PresentationContext.forSending(instances));
    StoreRequest.MoveOriginator originator =
        new StoreRequest.MoveOriginator(
            association.callingAETitle(), message.command().messageID());
    Optional<Association> target = open(proposal, aeTitle);
    if (target.isEmpty()) {
      run.notPossible();
      return;
    }
    try (Association opened = target.get()) {
      run.over(opened, Optional.of(originator));
    }
  }

  private Optional<Association> open(AssociationProposal proposal, String aeTitle) {
    try {
      return Optional.of(setup.subAssociations().open(proposal));
    } catch (AssociationException unreachable) {
      log.warn("{}: move destination {}: {}", association, aeTitle, unreachable.advice());
      return Optional.empty();
    }
  }
}
