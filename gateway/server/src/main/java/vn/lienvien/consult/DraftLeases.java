package vn.lienvien.consult;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.consult.CaseDesk.Person;

/**
 * Who writes a case's result now, so that two doctors do not write it at once. In memory: the
 * draft's revision is what keeps one from overwriting the other, a lease only says so beforehand.
 * Thread-safe.
 */
public final class DraftLeases {
  /** A page that writes renews its lease three times in this. */
  public static final Duration LENGTH = Duration.ofSeconds(60);

  private final Clock clock;
  private final Map<String, Lease> leases = new HashMap<>();

  /** Who writes, until then unless it is renewed. */
  public record Lease(Person person, Instant until) {}

  public DraftLeases(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes or renews the lease.
   *
   * @param takeOver also where somebody else holds it
   * @return who holds it now
   */
  public synchronized Lease take(String caseId, Person person, boolean takeOver) {
    Instant now = clock.instant();
    leases.values().removeIf(lease -> lease.until().isBefore(now));
    Lease held = leases.get(caseId);
    if (held != null && !takeOver && !isSame(held.person(), person)) {
      return held;
    }
    Lease fresh = new Lease(person, now.plus(LENGTH));
    leases.put(caseId, fresh);
    return fresh;
  }

  /** Who holds the lease now. */
  public synchronized Optional<Lease> holder(String caseId) {
    return Optional.ofNullable(leases.get(caseId))
        .filter(lease -> lease.until().isAfter(clock.instant()));
  }

  /** Ends a lease of one's own. */
  public synchronized void release(String caseId, Person person) {
    Lease held = leases.get(caseId);
    if (held != null && isSame(held.person(), person)) {
      leases.remove(caseId);
    }
  }

  private static boolean isSame(Person one, Person other) {
    return one.username().equals(other.username());
  }
}
