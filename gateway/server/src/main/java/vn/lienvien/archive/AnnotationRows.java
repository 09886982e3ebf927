package vn.lienvien.archive;

import java.util.Optional;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseAnnotations;

/** The measurements and key images of cases, one row a case. Thread-safe. */
public final class AnnotationRows {
  private final Database database;

  public AnnotationRows(Database database) {
    this.database = database;
  }

  public Optional<CaseAnnotations> of(String caseId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM case_annotations WHERE case_id = :id")
            .bind("id", caseId)
            .map(Row.to(AnnotationRows::annotations))
            .findOne());
  }

  /**
   * Replaces what is there.
   *
   * @param seen with the revision that its author saw, 0 for none
   * @return what is kept; empty when someone saved since
   */
  public Optional<CaseAnnotations> save(Transaction transaction, CaseAnnotations seen) {
    CaseAnnotations next =
        new CaseAnnotations(
            seen.caseId(), seen.body(), seen.revision() + 1, transaction.startedAt());
    int changed = seen.revision() == 0 ? insert(transaction, next) : update(transaction, next);
    return changed == 1 ? Optional.of(next) : Optional.empty();
  }

  private static int insert(Transaction transaction, CaseAnnotations next) {
    return transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO case_annotations (case_id, body, revision, saved_at)
            SELECT :caseId, :body, :revision, :savedAt
            WHERE NOT EXISTS (SELECT 1 FROM case_annotations WHERE case_id = :caseId)\
            """)
        .bindMethods(next)
        .execute();
  }

  private static int update(Transaction transaction, CaseAnnotations next) {
    return transaction
        .handle()
        .createUpdate(
            """
            UPDATE case_annotations SET body = :body, revision = :revision, saved_at = :savedAt
            WHERE case_id = :caseId AND revision = :revision - 1\
            """)
        .bindMethods(next)
        .execute();
  }

  private static CaseAnnotations annotations(Row row) {
    return new CaseAnnotations(
        row.text("case_id"), row.text("body"), row.integer("revision"), row.instant("saved_at"));
  }
}
