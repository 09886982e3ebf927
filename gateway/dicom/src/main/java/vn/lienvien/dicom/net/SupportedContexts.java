package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  private final Map<String, ExtendedNegotiation> extended = new HashMap<>();

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

  /** Answers extended negotiation of SOP classes. */
  public SupportedContexts extended(
      Collection<String> sopClassUIDs, ExtendedNegotiation negotiation) {
    sopClassUIDs.forEach(uid -> extended.put(uid, negotiation));
    return this;
  }

  /** Every SOP class taken, with its transfer syntaxes. */
  public Map<String, List<String>> offered() {
    Map<String, List<String>> offered = new TreeMap<>();
    choices.forEach((uid, choice) -> offered.put(uid, choice.transferSyntaxes()));
    return offered;
  }

  /** What is agreed to of what a requestor proposed. */
  Map<String, ByteBuffer> agree(Map<String, ByteBuffer> proposed) {
    Map<String, ByteBuffer> agreed = new HashMap<>();
    proposed.forEach((uid, information) -> {
      ExtendedNegotiation negotiation = extended.get(uid);
      if (negotiation != null) {
        negotiation
            .answer(information.asReadOnlyBuffer())
            .ifPresent(answer -> agreed.put(uid, answer));
      }
    });
    return agreed;
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
