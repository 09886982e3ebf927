package vn.lienvien.model;

import java.time.Duration;

/** How one attempt at a {@link Job} ended. */
public sealed interface JobOutcome {
  /** Finished; the job is removed. */
  record Done() implements JobOutcome {}

  /** Not possible now; try again after the delay. Reasons hold no patient data. */
  record RetryLater(Duration delay, String reason) implements JobOutcome {}

  /** Will never work without a person; kept for the operator. */
  record GaveUp(String reason) implements JobOutcome {}

  /** The outcome of work that is finished. */
  JobOutcome DONE = new Done();
}
