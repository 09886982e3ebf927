package vn.lienvien;

import vn.lienvien.archive.Cases;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.outbox.JobHandler;

/** Work on a case that gave up makes the case ask for a person, so that it is seen on the list. */
record Escalation(Database database, Cases cases) {
  JobHandler around(JobHandler handler) {
    return job -> {
      JobOutcome outcome = handler.run(job);
      if (outcome instanceof JobOutcome.GaveUp gaveUp) {
        database.commit(transaction ->
            cases
                .find(job.subject())
                .filter(found -> found.state() != CaseState.CLOSED)
                .ifPresent(found ->
                    cases.update(
                        transaction, found.in(CaseState.NEEDS_ATTENTION, gaveUp.reason()))));
      }
      return outcome;
    };
  }
}
