package vn.lienvien.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.model.Forward;

/** What sites without Liên Viện are proved to have: table forwarded_object. Thread-safe. */
public final class Forwarded {
  private final Database database;

  public Forwarded(Database database) {
    this.database = database;
  }

  /**
   * What one destination has of ours.
   *
   * @param lastAt when something was proved to be there last; empty when nothing ever was
   */
  public record Total(int studies, int objects, Optional<Instant> lastAt) {}

  /** The objects of a study that need not be sent any more, by SOP Instance UID. */
  public Set<String> proved(Forward forward) {
    return database.read(handle ->
        new HashSet<>(
            handle
                .createQuery(
                    """
                    SELECT sop_instance_uid FROM forwarded_object
                    WHERE destination = :destination AND study_instance_uid = :study\
                    """)
                .bind("destination", forward.destination())
                .bind("study", forward.studyInstanceUID())
                .mapTo(String.class)
                .list()));
  }

  /** Keeps how objects are known to be there; what is known already stays as it was known first. */
  public void prove(Forward forward, Map<String, String> evidence) {
    database.commit(transaction -> {
      Set<String> known = proved(forward);
      try (PreparedBatch rows = transaction.handle().prepareBatch(INSERT)) {
        evidence.forEach((uid, proof) -> {
          if (!known.contains(uid)) {
            rows.bind("destination", forward.destination())
                .bind("study", forward.studyInstanceUID())
                .bind("uid", uid)
                .bind("evidence", proof)
                .bind("now", transaction.startedAt())
                .add();
          }
        });
        int[] unused = rows.execute();
      }
    });
  }

  private static final String INSERT =
      """
      INSERT INTO forwarded_object
        (destination, study_instance_uid, sop_instance_uid, evidence, proved_at)
      VALUES (:destination, :study, :uid, :evidence, :now)\
      """;

  /** How objects of a study are known to be there, by SOP Instance UID. */
  public Map<String, String> evidence(Forward forward) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT sop_instance_uid, evidence FROM forwarded_object
                WHERE destination = :destination AND study_instance_uid = :study\
                """)
            .bind("destination", forward.destination())
            .bind("study", forward.studyInstanceUID())
            .reduceRows(
                new HashMap<String, String>(),
                (all, row) -> {
                  all.put(
                      row.getColumn("sop_instance_uid", String.class),
                      row.getColumn("evidence", String.class));
                  return all;
                }));
  }

  public Total total(String destination) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT COUNT(DISTINCT study_instance_uid) AS studies, COUNT(*) AS objects,
                  MAX(proved_at) AS last_at
                FROM forwarded_object WHERE destination = :destination\
                """)
            .bind("destination", destination)
            .map(
                Row.to(row ->
                    new Total(
                        row.integer("studies"),
                        row.integer("objects"),
                        row.instantIfAny("last_at"))))
            .one());
  }
}
