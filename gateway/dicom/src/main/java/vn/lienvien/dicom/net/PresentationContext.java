package vn.lienvien.dicom.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One proposal of a SOP class in some transfer syntaxes (PS3.8 7.1.1.13); the identifier is given
 * when the association is opened.
 */
public record PresentationContext(
    String abstractSyntax, List<String> transferSyntaxes, Roles roles) {
  /** Identifiers are odd and below 256. */
  public static final int MAXIMUM = 128;

  public PresentationContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
    if (transferSyntaxes.isEmpty()) {
      throw new IllegalArgumentException("no transfer syntax for " + abstractSyntax);
    }
  }

  public PresentationContext(String abstractSyntax, String... transferSyntaxes) {
    this(abstractSyntax, List.of(transferSyntaxes), Roles.SCU);
  }

  public PresentationContext withRoles(Roles roles) {
    return new PresentationContext(abstractSyntax, transferSyntaxes, roles);
  }

  /**
   * One context for each pair of SOP class and transfer syntax the instances can travel in, so that
   * the acceptor answers for each; the pairs most preferred come first if there are too many.
   */
  public static List<PresentationContext> forSending(
      Collection<? extends OutgoingInstance> instances) {
    Map<String, Set<String>> syntaxes = new LinkedHashMap<>();
    int widest = 0;
    for (OutgoingInstance instance : instances) {
      Set<String> known =
          syntaxes.computeIfAbsent(instance.sopClassUID(), any -> new LinkedHashSet<>());
      known.addAll(instance.transferSyntaxes());
      widest = Math.max(widest, known.size());
    }
    List<PresentationContext> contexts = new ArrayList<>();
    for (int preference = 0; preference < widest; preference++) {
      for (Map.Entry<String, Set<String>> each : syntaxes.entrySet()) {
        List<String> ordered = List.copyOf(each.getValue());
        if (preference < ordered.size() && contexts.size() < MAXIMUM) {
          contexts.add(new PresentationContext(each.getKey(), ordered.get(preference)));
        }
      }
    }
    return contexts;
  }
}
