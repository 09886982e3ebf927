package vn.lienvien.archive;

import java.util.Optional;
import java.util.Set;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Priority;

/**
 * Which cases a list shows.
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
    int limit,
    int offset) {
  /** Every case, the first hundred. */
  public static final CaseFilter ALL =
      new CaseFilter(Optional.empty(), Set.of(), Optional.empty(), "", 100, 0);

  public CaseFilter {
    states = Set.copyOf(states);
    limit = Math.clamp(limit, 1, 1000);
    offset = Math.max(offset, 0);
  }

  /** The same filter in these states. */
  public CaseFilter in(CaseState... wanted) {
    return new CaseFilter(role, Set.of(wanted), priority, text, limit, offset);
  }
}
