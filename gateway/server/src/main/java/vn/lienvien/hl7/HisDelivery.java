package vn.lienvien.hl7;

import java.time.Duration;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobOutcome;

/** One message to the HIS, and what its answer means for the job that sends it (§2.9.2.2). */
record HisDelivery(Hl7Settings.His address) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 6;

  /** AE means never like this; AR, and silence, that the same message may be taken later. */
  JobOutcome send(Job job, byte[] message) {
    return switch (new MllpSender(address.host(), address.port(), CONNECT, ANSWER).send(message)) {
      case MllpSender.Answer.Accepted accepted -> JobOutcome.DONE;
      case MllpSender.Answer.None none -> new JobOutcome.RetryLater(delay(job), none.reason());
      case MllpSender.Answer.Refused refused -> {
        String reason = "the HIS answered %s: %s".formatted(refused.code(), refused.reason());
        yield refused.code().endsWith("R")
            ? new JobOutcome.RetryLater(delay(job), reason)
            : new JobOutcome.GaveUp(reason);
      }
    };
  }

  private static Duration delay(Job job) {
    return FIRST_RETRY.multipliedBy(1L << Math.min(job.attempts(), DOUBLINGS));
  }
}
