package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.dicom.io.FileMeta;

/** Builds and reads the two sides of a negotiation (PS3.8 7.1.1, PS3.7 D.3); holds no state. */
final class AssociationNegotiator {
  static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  /** Below this a PDU cannot carry anything useful. */
  private static final int SHORTEST_USABLE_PDU = 64;

  private AssociationNegotiator() {}

  /** The acceptor's answer and what it means for us. */
  record Answer(Pdu.AssociateAc answer, Agreement agreement) {}

  static Pdu.AssociateRq request(AssociationProposal proposal, AssociationOptions options) {
    List<Pdu.ProposedContext> contexts = new ArrayList<>();
    for (PresentationContext context : proposal.contexts()) {
      int id = 2 * contexts.size() + 1;
      contexts.add(
          new Pdu.ProposedContext(id, context.abstractSyntax(), context.transferSyntaxes()));
    }
    Optional<AsyncWindow> window =
        Optional.of(options.window()).filter(wanted -> !wanted.equals(AsyncWindow.SYNCHRONOUS));
    return new Pdu.AssociateRq(
        1,
        proposal.called().aeTitle(),
        proposal.callingAETitle(),
        APPLICATION_CONTEXT,
        contexts,
        userInformation(
            options, window, wantedRoles(proposal.contexts()), proposal.extras(), false));
  }

  private static List<Pdu.RoleSelection> wantedRoles(List<PresentationContext> contexts) {
    Map<String, Pdu.RoleSelection> roles = new LinkedHashMap<>();
    for (PresentationContext context : contexts) {
      if (context.roles() != Roles.SCU) {
        String sopClassUID = context.abstractSyntax();
        roles.merge(
            sopClassUID,
            new Pdu.RoleSelection(sopClassUID, context.roles().scu(), context.roles().scp()),
            (a, b) -> new Pdu.RoleSelection(sopClassUID, a.scu() || b.scu(), a.scp() || b.scp()));
      }
    }
    return List.copyOf(roles.values());
  }

  /** What the acceptor made of our request. */
  static Agreement agreement(
      Pdu.AssociateRq request, Pdu.AssociateAc answer, AssociationOptions options) {
    List<AcceptedContext> accepted = new ArrayList<>();
    for (Pdu.ContextResult result : answer.contexts()) {
      if (result.result() == Pdu.ContextResult.ACCEPTED) {
        request.contexts().stream()
            .filter(proposed -> proposed.id() == result.id())
            .filter(proposed -> proposed.transferSyntaxes().contains(result.transferSyntax()))
            .findFirst()
            .map(proposed -> accepted(proposed, result.transferSyntax(), answer.user(), true))
            .ifPresent(accepted::add);
      }
    }
    AsyncWindow window =
        request.user().window().isPresent()
            ? answer.user().window().orElse(AsyncWindow.SYNCHRONOUS)
            : AsyncWindow.SYNCHRONOUS;
    return agreement(request, answer.user(), accepted, window, options)
        .withExtras(answer.user().identityAccepted(), answer.user().extended());
  }

  /** What we make of a request that was let in. */
  static Answer answer(
      Pdu.AssociateRq request,
      SupportedContexts supported,
      AssociationOptions options,
      boolean identityConfirmed) {
    List<Pdu.ContextResult> results = new ArrayList<>();
    List<AcceptedContext> accepted = new ArrayList<>();
    for (Pdu.ProposedContext proposed : request.contexts()) {
      Optional<String> chosen =
          supported.choose(proposed.abstractSyntax(), proposed.transferSyntaxes());
      results.add(result(proposed, chosen, supported));
      chosen
          .map(syntax -> accepted(proposed, syntax, request.user(), false))
          .ifPresent(accepted::add);
    }
    Optional<AsyncWindow> window = request.user().window().map(options.window()::answerTo);
    boolean confirmIdentity =
        identityConfirmed
            && request.user().identity().filter(UserIdentity::responseRequested).isPresent();
    Map<String, ByteBuffer> extended = supported.agree(request.user().extended());
    AssociationProposal.Extras extras =
        new AssociationProposal.Extras(Optional.empty(), extended, List.of());
    Pdu.AssociateAc answer =
        new Pdu.AssociateAc(
            request.calledAETitle(),
            request.callingAETitle(),
            results,
            userInformation(options, window, request.user().roles(), extras, confirmIdentity));
    AsyncWindow agreed = window.orElse(AsyncWindow.SYNCHRONOUS);
    AsyncWindow ours = new AsyncWindow(agreed.performed(), agreed.invoked());
    Agreement agreement =
        agreement(request, request.user(), accepted, ours, options)
            .withExtras(identityConfirmed, extended);
    return new Answer(answer, agreement);
  }

  private static Pdu.ContextResult result(
      Pdu.ProposedContext proposed, Optional<String> chosen, SupportedContexts supported) {
    if (chosen.isPresent()) {
      return new Pdu.ContextResult(proposed.id(), Pdu.ContextResult.ACCEPTED, chosen.get());
    }
    int why =
        supported.supports(proposed.abstractSyntax())
            ? Pdu.ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED
            : Pdu.ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED;
    // the transfer syntax of a refused context is not significant, but some peers parse it
    String any = proposed.transferSyntaxes().stream().findFirst().orElse("");
    return new Pdu.ContextResult(proposed.id(), why, any);
  }

  /** Roles as agreed: the requestor's proposal, which an acceptor here grants, else the default. */
  private static AcceptedContext accepted(
      Pdu.ProposedContext proposed,
      String transferSyntax,
      Pdu.UserInformation roles,
      boolean weAreRequestor) {
    Pdu.RoleSelection role =
        roles.roles().stream()
            .filter(each -> each.sopClassUID().equals(proposed.abstractSyntax()))
            .findFirst()
            .orElse(new Pdu.RoleSelection(proposed.abstractSyntax(), true, false));
    return new AcceptedContext(
        proposed.id(),
        proposed.abstractSyntax(),
        transferSyntax,
        weAreRequestor ? role.scu() : role.scp(),
        weAreRequestor ? role.scp() : role.scu());
  }

  private static Agreement agreement(
      Pdu.AssociateRq request,
      Pdu.UserInformation peer,
      List<AcceptedContext> contexts,
      AsyncWindow window,
      AssociationOptions options) {
    int theirs = peer.maximumLength() == 0 ? Integer.MAX_VALUE : peer.maximumLength();
    return new Agreement(
        request.callingAETitle(),
        request.calledAETitle(),
        List.copyOf(contexts),
        window,
        Math.max(SHORTEST_USABLE_PDU, Math.min(theirs, options.maximumPduLength())),
        request.user().identity(),
        false,
        Map.of(),
        peer.implementationClassUID() + " " + peer.implementationVersionName());
  }

  private static Pdu.UserInformation userInformation(
      AssociationOptions options,
      Optional<AsyncWindow> window,
      List<Pdu.RoleSelection> roles,
      AssociationProposal.Extras extras,
      boolean identityAccepted) {
    return new Pdu.UserInformation(
        options.maximumPduLength(),
        FileMeta.IMPLEMENTATION_CLASS_UID,
        FileMeta.IMPLEMENTATION_VERSION_NAME,
        window,
        roles,
        extras.extended(),
        extras.commonExtended(),
        extras.userIdentity(),
        identityAccepted);
  }
}
