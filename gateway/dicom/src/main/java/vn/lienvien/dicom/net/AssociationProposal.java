package vn.lienvien.dicom.net;

import java.util.List;
import java.util.Optional;

/**
 * Everything a requestor proposes.
 *
 * @param services what we serve on this association, for example storage commitment results
 */
public record AssociationProposal(
    String callingAETitle,
    ApplicationEntity called,
    List<PresentationContext> contexts,
    Optional<UserIdentity> userIdentity,
    Services services) {
  public AssociationProposal {
    callingAETitle = AETitle.checked(callingAETitle);
    contexts = List.copyOf(contexts);
    if (contexts.isEmpty() || contexts.size() > PresentationContext.MAXIMUM) {
      throw new IllegalArgumentException(contexts.size() + " presentation contexts");
    }
  }

  public AssociationProposal(
      String callingAETitle, ApplicationEntity called, List<PresentationContext> contexts) {
    this(callingAETitle, called, contexts, Optional.empty(), Services.echoOnly());
  }

  public AssociationProposal withUserIdentity(UserIdentity identity) {
    return new AssociationProposal(
        callingAETitle, called, contexts, Optional.of(identity), services);
  }

  public AssociationProposal withServices(Services services) {
    return new AssociationProposal(callingAETitle, called, contexts, userIdentity, services);
  }
}
