package vn.lienvien.archive;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;

/** Table quarantined. */
final class QuarantineRows {
  private QuarantineRows() {}

  /** The same newcomer in quarantine already: a sender that tries again adds nothing. */
  static Optional<String> find(Handle handle, String sopInstanceUID, String receivedDigest) {
    return handle
        .createQuery(
            """
            SELECT quarantine_id FROM quarantined
            WHERE sop_instance_uid = :uid AND received_digest = :digest\
            """)
        .bind("uid", sopInstanceUID)
        .bind("digest", receivedDigest)
        .mapTo(String.class)
        .findFirst();
  }

  /**
   * @param source where it came from, or why the archive could not keep it
   */
  static void insert(
      Transaction transaction,
      String id,
      String sopInstanceUID,
      String receivedDigest,
      String source) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO quarantined (quarantine_id, sop_instance_uid, file_path, received_digest,
              source, received_at)
            VALUES (:id, :uid, :path, :digest, :source, :now)\
            """)
        .bind("id", id)
        .bind("uid", sopInstanceUID)
        .bind("path", ArchiveFiles.quarantinePath(id))
        .bind("digest", receivedDigest)
        .bind("source", source.substring(0, Math.min(source.length(), 200)))
        .bind("now", transaction.startedAt())
        .execute();
  }

  static void judged(Transaction transaction, QuarantineDesk.Judgement judgement) {
    transaction
        .handle()
        .createUpdate(
            """
            UPDATE quarantined SET judged_at = :now, judged_by = :judge, accepted = :accepted,
              judgement = :why WHERE quarantine_id = :id\
            """)
        .bind("now", transaction.startedAt())
        .bind("judge", judgement.judge())
        .bind("accepted", judgement.accepted())
        .bind("why", judgement.reason())
        .bind("id", judgement.quarantineId())
        .execute();
  }

  /** What nobody has judged yet. */
  static List<Quarantined> all(Handle handle, ArchiveFiles files) {
    return handle
        .createQuery(
            "SELECT * FROM quarantined WHERE judged_at IS NULL ORDER BY received_at, quarantine_id")
        .map(
            Row.to(row ->
                new Quarantined(
                    row.text("quarantine_id"),
                    row.text("sop_instance_uid"),
                    files.absolute(row.text("file_path")),
                    row.text("source"),
                    row.instant("received_at"))))
        .list();
  }
}
