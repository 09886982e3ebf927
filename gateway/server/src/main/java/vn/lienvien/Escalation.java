package vn.lienvien;

import java.util.EnumSet;
import java.util.Set;
import vn.lienvien.archive.Cases;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.outbox.JobHandler;

/**
 * Work on a case that gave up makes the case ask for a person, so that it is seen on the list. Not
 * one that waits to be read: its images are all here, it stays on the reading list, and the work is
 * asked for again when it is signed.
 */
record Escalation(Database database, Cases cases) {
  private static final Set<CaseState> LEFT_ALONE = EnumSet.of(CaseState.READABLE, CaseState.CLOSED);

  JobHandler around(JobHandler handler) {
    return job -> {
      JobOutcome outcome = handler.run(job);
      if (outcome instanceof JobOutcome.GaveUp gaveUp) {
        database.commit(transaction ->
            cases
                .find(job.subject())
                .filter(found -> !LEFT_ALONE.contains(found.state()))
                .ifPresent(found ->
                    cases.update(
                        transaction, found.in(CaseState.NEEDS_ATTENTION, gaveUp.reason()))));
      }
      return outcome;
    };
  }
}
