package vn.lienvien.archive;

import java.util.List;
import java.util.Optional;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.Assignment;
import vn.lienvien.model.CaseNote;

/** What people said about cases, and who has taken which. Thread-safe. */
public final class CaseNotes {
  private final Database database;

  public CaseNotes(Database database) {
    this.database = database;
  }

  /** Keeps a note; the same note again changes nothing. */
  public void add(Transaction transaction, CaseNote note) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO case_note (note_id, case_id, site_id, kind, author, author_name, about,
              body, at)
            SELECT :noteId, :caseId, :siteId, :kind, :author, :authorName, :about, :text, :at
            WHERE NOT EXISTS (SELECT 1 FROM case_note WHERE note_id = :noteId)\
            """)
        .bindMethods(note)
        .execute();
  }

  /** Every note of a case, the oldest first. */
  public List<CaseNote> of(String caseId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM case_note WHERE case_id = :id ORDER BY at, note_id")
            .bind("id", caseId)
            .map(Row.to(CaseNotes::note))
            .list());
  }

  /** The notes of a case of one kind, the oldest first. */
  public List<CaseNote> of(String caseId, CaseNote.Kind kind) {
    return of(caseId).stream().filter(note -> note.kind() == kind).toList();
  }

  /** Gives a case to a radiologist; whoever had it has it no more. */
  public void assign(Transaction transaction, String caseId, Assignment assignment) {
    release(transaction, caseId);
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO assignment (case_id, username, display_name, since)
            VALUES (:caseId, :username, :displayName, :since)\
            """)
        .bindMethods(assignment)
        .bind("caseId", caseId)
        .execute();
  }

  /** Nobody has the case any more. */
  public void release(Transaction transaction, String caseId) {
    transaction.handle().execute("DELETE FROM assignment WHERE case_id = ?", caseId);
  }

  /** Who has taken a case. */
  public Optional<Assignment> assignment(String caseId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM assignment WHERE case_id = :id")
            .bind("id", caseId)
            .map(
                Row.to(row ->
                    new Assignment(
                        row.text("username"), row.text("display_name"), row.instant("since"))))
            .findOne());
  }

  private static CaseNote note(Row row) {
    return new CaseNote(
        row.text("note_id"),
        row.text("case_id"),
        row.text("site_id"),
        row.constant("kind", CaseNote.Kind.class),
        row.text("author"),
        row.text("author_name"),
        row.text("about"),
        row.text("body"),
        row.instant("at"));
  }
}
