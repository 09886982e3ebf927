package vn.lienvien.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Priority;

/**
 * Which cases a list shows, and in which order.
 *
 * @param states any of these; empty for all
 * @param text words that name, identifiers or procedure must all contain, marks do not matter;
 *     empty for all
 */
public record CaseFilter(
    Optional<CaseRole> role,
    Set<CaseState> states,
    Optional<Priority> priority,
    String text,
    Details details,
    CaseOrder order,
    int limit,
    int offset) {
  /** Every case, the first hundred. */
  public static final CaseFilter ALL =
      new CaseFilter(
          Optional.empty(), Set.of(), Optional.empty(), "", Details.ANY, CaseOrder.READING, 100, 0);

  /**
   * What is asked for less often.
   *
   * @param modality of an image series of the case's study
   * @param siteId the other site
   * @param assignee an account name, or {@link #NOBODY}
   * @param from asked for at this instant or later
   * @param before asked for earlier than this
   */
  public record Details(
      Optional<String> modality,
      Optional<String> siteId,
      Optional<String> assignee,
      Optional<Instant> from,
      Optional<Instant> before) {
    /** No account has this name. */
    public static final String NOBODY = "-";

    /** No condition. */
    public static final Details ANY =
        new Details(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  public CaseFilter {
    states = Set.copyOf(states);
    limit = Math.clamp(limit, 1, 1000);
    offset = Math.max(offset, 0);
  }

  /** The same filter in these states. */
  public CaseFilter in(CaseState... wanted) {
    return new CaseFilter(role, Set.of(wanted), priority, text, details, order, limit, offset);
  }
}
