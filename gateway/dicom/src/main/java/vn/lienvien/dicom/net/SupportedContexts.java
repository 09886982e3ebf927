package vn.lienvien.dicom.net;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SOP classes an acceptor takes and in which transfer syntaxes; built once, then only read.
 *
 * <p>Two ways to choose: of {@link #service} our order decides; of {@link #storage} the requestor's
 * own first choice is taken, because it knows how its objects are stored and they shall come in as
 * they are. Implicit VR is taken last, because it loses the VRs of private elements.
 */
public final class SupportedContexts {
  private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";

  private record Choice(List<String> transferSyntaxes, boolean requestorsOrder) {}

  private final Map<String, Choice> choices = new HashMap<>();

  /** Takes a SOP class in the best of these syntaxes, best first. */
  public SupportedContexts service(String sopClassUID, List<String> transferSyntaxes) {
    choices.put(sopClassUID, new Choice(List.copyOf(transferSyntaxes), false));
    return this;
  }

  /** Takes SOP classes in whichever of these syntaxes the requestor names first. */
  public SupportedContexts storage(
      Collection<String> sopClassUIDs, Collection<String> transferSyntaxes) {
    Choice choice = new Choice(List.copyOf(transferSyntaxes), true);
    sopClassUIDs.forEach(uid -> choices.put(uid, choice));
    return this;
  }

  boolean supports(String abstractSyntax) {
    return choices.containsKey(abstractSyntax);
  }

  Optional<String> choose(String abstractSyntax, List<String> proposed) {
    Choice choice = choices.get(abstractSyntax);
    if (choice == null) {
      return Optional.empty();
    }
    if (!choice.requestorsOrder) {
      return choice.transferSyntaxes.stream().filter(proposed::contains).findFirst();
    }
    List<String> known = proposed.stream().filter(choice.transferSyntaxes::contains).toList();
    return known.stream()
        .filter(syntax -> !syntax.equals(IMPLICIT_VR_LITTLE_ENDIAN))
        .findFirst()
        .or(() -> known.stream().findFirst());
  }
}
