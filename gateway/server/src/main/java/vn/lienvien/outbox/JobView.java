package vn.lienvien.outbox;

import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import vn.lienvien.database.Row;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Priority;

/**
 * A job as the operator sees it.
 *
 * @param lastError why the last attempt did not finish it; empty at first; no patient data
 */
public record JobView(Job job, State state, String lastError, Instant createdAt) {
  /** Where a job stands; a finished job is gone. */
  public enum State {
    WAITING,
    RUNNING,
    /** Waits for a person: putting it again revives it. */
    GAVE_UP
  }

  static final RowMapper<JobView> ROW =
      Row.to(row ->
          new JobView(
              new Job(
                  row.number("job_id"),
                  row.constant("kind", JobKind.class),
                  row.text("subject"),
                  Priority.values()[row.integer("priority")],
                  row.integer("attempts"),
                  row.instant("due_at")),
              row.constant("state", State.class),
              row.text("last_error"),
              row.instant("created_at")));
}
