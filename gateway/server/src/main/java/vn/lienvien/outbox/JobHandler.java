package vn.lienvien.outbox;

import vn.lienvien.model.Job;
import vn.lienvien.model.JobOutcome;

/**
 * Does one kind of work. It may be killed anywhere and is then run again: it looks at durable facts
 * only and leaves nothing twice. An exception means "again, later".
 */
@FunctionalInterface
public interface JobHandler {
  JobOutcome run(Job job) throws Exception;
}
