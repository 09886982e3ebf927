package vn.lienvien.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Priority;

/**
 * Durable work: whoever commits a fact puts the work that follows from it in the same transaction.
 * One job per kind and subject: putting it again moves it forward in time, raises its priority,
 * revives it when it had been given up, and makes it run once more when it is running. Thread-safe.
 */
public final class Outbox {
  private final Database database;
  private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

  public Outbox(Database database) {
    this.database = database;
  }

  /** Work to be done once the transaction is committed, not before the delay is over. */
  public void put(
      Transaction transaction, JobKind kind, String subject, Priority priority, Duration delay) {
    Instant due = transaction.startedAt().plus(delay);
    int again =
        transaction
            .handle()
            .createUpdate(
                """
                UPDATE job SET
                  priority = LEAST(priority, :priority),
                  due_at = CASE state WHEN 'WAITING' THEN LEAST(due_at, :due)
                                      WHEN 'RUNNING' THEN due_at ELSE :due END,
                  again_at = CASE state WHEN 'RUNNING' THEN LEAST(COALESCE(again_at, :due), :due)
                                        ELSE again_at END,
                  attempts = CASE state WHEN 'GAVE_UP' THEN 0 ELSE attempts END,
                  state = CASE state WHEN 'GAVE_UP' THEN 'WAITING' ELSE state END
                WHERE kind = :kind AND subject = :subject\
                """)
            .bind("priority", priority.ordinal())
            .bind("due", due)
            .bind("kind", kind)
            .bind("subject", subject)
            .execute();
    if (again == 0) {
      insert(transaction, new Job(0, kind, subject, priority, 0, due));
    }
    transaction.afterCommit(this::wake);
  }

  /** As above, at once: the work that a case asks for, as urgent as its order. */
  public void put(Transaction transaction, JobKind kind, ConsultationCase consultation) {
    Priority priority = consultation.order().priority();
    put(transaction, kind, consultation.caseId(), priority, Duration.ZERO);
  }

  /** As above, at once and in a transaction of its own: work that no other fact goes with. */
  public void put(JobKind kind, String subject, Priority priority) {
    database.commit(transaction -> put(transaction, kind, subject, priority, Duration.ZERO));
  }

  private static void insert(Transaction transaction, Job job) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO job (kind, subject, priority, state, attempts, due_at, last_error, created_at)
            VALUES (:kind, :subject, :priority, 'WAITING', 0, :due, '', :now)\
            """)
        .bind("kind", job.kind())
        .bind("subject", job.subject())
        .bind("priority", job.priority().ordinal())
        .bind("due", job.dueAt())
        .bind("now", transaction.startedAt())
        .execute();
  }

  /** Makes the dispatcher look now. */
  public void wake() {
    wakers.forEach(Runnable::run);
  }

  /** Every job there is, most urgent first. */
  public List<JobView> all() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM job ORDER BY priority, due_at, job_id")
            .map(JobView.ROW)
            .list());
  }

  /** Makes a job run now, also one that was given up; false when it runs already or is gone. */
  public boolean retry(long jobId) {
    return database.transact(transaction -> {
      int changed =
          transaction
              .handle()
              .createUpdate(
                  """
                  UPDATE job SET state = 'WAITING', attempts = 0, due_at = :now
                  WHERE job_id = :id AND state <> 'RUNNING'\
                  """)
              .bind("now", transaction.startedAt())
              .bind("id", jobId)
              .execute();
      transaction.afterCommit(this::wake);
      return changed == 1;
    });
  }

  /** Takes a job away; false when it runs or is gone. Whoever needs it puts it again. */
  public boolean cancel(long jobId) {
    return database.transact(transaction ->
        transaction
                .handle()
                .execute("DELETE FROM job WHERE job_id = ? AND state <> 'RUNNING'", jobId)
            == 1);
  }

  void onWake(Runnable waker) {
    wakers.add(waker);
  }

  /** After a restart nothing is running: what was is due again. */
  void recover() {
    database.commit(transaction -> {
      transaction
          .handle()
          .execute("UPDATE job SET state = 'WAITING', again_at = NULL WHERE state = 'RUNNING'");
    });
  }

  /** Takes due jobs, most urgent first, at most as many of each kind as there is room for. */
  List<Job> take(Room room) {
    List<JobView> due =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM job WHERE state = 'WAITING' AND due_at <= :now
                    ORDER BY priority, due_at, job_id\
                    """)
                .bind("now", database.now())
                .map(JobView.ROW)
                .list());
    List<Job> wanted = due.stream().map(JobView::job).filter(job -> room.take(job.kind())).toList();
    return wanted.isEmpty() ? List.of() : claim(wanted, room);
  }

  private List<Job> claim(List<Job> wanted, Room room) {
    List<Job> claimed = new ArrayList<>();
    database.commit(transaction -> {
      claimed.clear();
      for (Job job : wanted) {
        int taken =
            transaction
                .handle()
                .createUpdate(
                    """
                    UPDATE job SET state = 'RUNNING', attempts = attempts + 1
                    WHERE job_id = :id AND state = 'WAITING'\
                    """)
                .bind("id", job.jobId())
                .execute();
        if (taken == 1) {
          claimed.add(job);
        }
      }
    });
    wanted.stream().filter(job -> !claimed.contains(job)).forEach(job -> room.leave(job.kind()));
    return claimed;
  }

  /** How long until the next waiting job is due; negative when it is late. */
  Optional<Duration> untilNextDue() {
    return database
        .read(handle ->
            handle
                .createQuery(
                    "SELECT due_at FROM job WHERE state = 'WAITING' ORDER BY due_at LIMIT 1")
                .map(Row.to(row -> row.instant("due_at")))
                .findOne())
        .map(due -> Duration.between(database.now(), due));
  }

  /** Removes a finished job, unless it was asked for again while it ran. */
  void finished(Job job) {
    database.commit(transaction -> {
      int removed =
          transaction
              .handle()
              .createUpdate("DELETE FROM job WHERE job_id = :id AND again_at IS NULL")
              .bind("id", job.jobId())
              .execute();
      if (removed == 0) {
        transaction
            .handle()
            .createUpdate(
                """
                UPDATE job SET state = 'WAITING', attempts = 0, last_error = '',
                  due_at = again_at, again_at = NULL
                WHERE job_id = :id AND again_at IS NOT NULL\
                """)
            .bind("id", job.jobId())
            .execute();
      }
    });
  }

  /** Lets a job wait, sooner when it was asked for again while it ran. */
  void postponed(Job job, Duration delay, String reason) {
    update(job, "WAITING", database.now().plus(delay), reason);
  }

  /** Keeps a job for the operator; putting it again revives it. */
  void gaveUp(Job job, String reason) {
    update(job, "GAVE_UP", database.now(), reason);
  }

  private void update(Job job, String state, Instant due, String reason) {
    database.commit(transaction -> {
      transaction
          .handle()
          .createUpdate(
              """
              UPDATE job SET
                state = CASE WHEN again_at IS NULL THEN :state ELSE 'WAITING' END,
                due_at = LEAST(:due, COALESCE(again_at, :due)),
                again_at = NULL, last_error = :reason
              WHERE job_id = :id\
              """)
          .bind("state", state)
          .bind("due", due)
          .bind("reason", reason.substring(0, Math.min(reason.length(), 1000)))
          .bind("id", job.jobId())
          .execute();
    });
  }
}
