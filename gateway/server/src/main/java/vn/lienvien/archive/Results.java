package vn.lienvien.archive;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.ReadingResult;

/** The readings: one per case, a draft until it is signed, immutable after. Thread-safe. */
public final class Results {
  private final Database database;

  public Results(Database database) {
    this.database = database;
  }

  public Optional<ReadingResult> of(String caseId) {
    return database.read(handle -> find(handle, caseId));
  }

  /**
   * Saves a draft. {@code seen.revision()} is the revision that its author saw, 0 for none; times
   * are set here.
   */
  public ResultOutcome saveDraft(Transaction transaction, ReadingResult seen) {
    return save(transaction, seen, null);
  }

  /** Saves the text and signs it: from here on it does not change. */
  public ResultOutcome sign(Transaction transaction, ReadingResult seen) {
    return save(transaction, seen, transaction.startedAt());
  }

  /**
   * Keeps a result that the consulting site signed, with its own times; the first one stays.
   *
   * @return what is kept
   */
  public ReadingResult adopt(Transaction transaction, ReadingResult signed) {
    Optional<ReadingResult> there = find(transaction.handle(), signed.caseId());
    if (there.isEmpty()) {
      insert(transaction.handle(), signed);
    }
    return there.orElse(signed);
  }

  private static ResultOutcome save(
      Transaction transaction, ReadingResult seen, @Nullable Instant signedAt) {
    ReadingResult next =
        new ReadingResult(
            seen.caseId(),
            seen.description(),
            seen.conclusion(),
            seen.recommendation(),
            seen.author(),
            seen.authorName(),
            seen.revision() + 1,
            transaction.startedAt(),
            Optional.ofNullable(signedAt));
    Optional<ReadingResult> there = find(transaction.handle(), seen.caseId());
    if (there.isEmpty() && seen.revision() == 0) {
      insert(transaction.handle(), next);
      return new ResultOutcome.Saved(next);
    }
    if (there.isPresent() && update(transaction.handle(), next)) {
      return new ResultOutcome.Saved(next);
    }
    ReadingResult current =
        find(transaction.handle(), seen.caseId())
            .orElseThrow(() -> new IllegalArgumentException("no draft of case " + seen.caseId()));
    return current.signedAt().isPresent()
        ? new ResultOutcome.AlreadySigned(current)
        : new ResultOutcome.DraftChanged(current);
  }

  private static void insert(Handle handle, ReadingResult result) {
    handle
        .createUpdate(
            """
            INSERT INTO reading_result (case_id, description, conclusion, recommendation, author,
              author_name, revision, saved_at, signed_at)
            VALUES (:caseId, :description, :conclusion, :recommendation, :author,
              :authorName, :revision, :savedAt, :signed)\
            """)
        .bindMethods(result)
        .bind("signed", result.signedAt().orElse(null))
        .execute();
  }

  private static boolean update(Handle handle, ReadingResult next) {
    return handle
            .createUpdate(
                """
                UPDATE reading_result SET description = :description, conclusion = :conclusion,
                  recommendation = :recommendation, author = :author, author_name = :authorName,
                  revision = :revision, saved_at = :savedAt, signed_at = :signed
                WHERE case_id = :caseId AND revision = :revision - 1 AND signed_at IS NULL\
                """)
            .bindMethods(next)
            .bind("signed", next.signedAt().orElse(null))
            .execute()
        == 1;
  }

  private static Optional<ReadingResult> find(Handle handle, String caseId) {
    return handle
        .createQuery("SELECT * FROM reading_result WHERE case_id = :id")
        .bind("id", caseId)
        .map(Row.to(Results::result))
        .findOne();
  }

  private static ReadingResult result(Row row) {
    return new ReadingResult(
        row.text("case_id"),
        row.text("description"),
        row.text("conclusion"),
        row.text("recommendation"),
        row.text("author"),
        row.text("author_name"),
        row.integer("revision"),
        row.instant("saved_at"),
        row.instantIfAny("signed_at"));
  }
}
