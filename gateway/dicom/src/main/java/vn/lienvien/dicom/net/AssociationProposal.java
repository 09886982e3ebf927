package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Extras extras,
    Services services) {

  /**
   * What is seldom proposed (PS3.7 D.3.3.5 to D.3.3.7).
   *
   * @param extended service class application information, by SOP class
   */
  public record Extras(
      Optional<UserIdentity> userIdentity,
      Map<String, ByteBuffer> extended,
      List<CommonExtended> commonExtended) {
    static final Extras NONE = new Extras(Optional.empty(), Map.of(), List.of());

    public Extras {
      extended = Map.copyOf(extended);
      commonExtended = List.copyOf(commonExtended);
    }
  }

  public AssociationProposal {
    callingAETitle = AETitle.checked(callingAETitle);
    contexts = List.copyOf(contexts);
    if (contexts.isEmpty() || contexts.size() > PresentationContext.MAXIMUM) {
      throw new IllegalArgumentException(contexts.size() + " presentation contexts");
    }
  }

  public AssociationProposal(
      String callingAETitle, ApplicationEntity called, List<PresentationContext> contexts) {
    this(callingAETitle, called, contexts, Extras.NONE, Services.echoOnly());
  }

  public AssociationProposal withUserIdentity(UserIdentity identity) {
    return with(new Extras(Optional.of(identity), extras.extended(), extras.commonExtended()));
  }

  /** SOP Class Extended Negotiation, for example relational queries (PS3.4 C.5.1.1). */
  public AssociationProposal withExtended(String sopClassUID, ByteBuffer information) {
    Map<String, ByteBuffer> more = new HashMap<>(extras.extended());
    more.put(sopClassUID, information);
    return with(new Extras(extras.userIdentity(), more, extras.commonExtended()));
  }

  public AssociationProposal withCommonExtended(List<CommonExtended> common) {
    return with(new Extras(extras.userIdentity(), extras.extended(), common));
  }

  private AssociationProposal with(Extras more) {
    return new AssociationProposal(callingAETitle, called, contexts, more, services);
  }

  public AssociationProposal withServices(Services services) {
    return new AssociationProposal(callingAETitle, called, contexts, extras, services);
  }
}
