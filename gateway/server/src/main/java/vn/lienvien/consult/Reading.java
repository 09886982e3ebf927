package vn.lienvien.consult;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.archive.ResultOutcome;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ReadingResult;

/**
 * The radiologist's draft and signature (Circular 49/2017/TT-BYT, Articles 6(2), 8(3)).
 * Thread-safe.
 */
public final class Reading {
  private static final int MAXIMUM_TEXT = 1 << 20;

  /**
   * A case is known here because all its images came and were proved. That an administrator must
   * look after the PACS or the disk keeps no patient waiting for the result.
   */
  static final Set<CaseState> WITH_IMAGES =
      EnumSet.of(CaseState.READABLE, CaseState.NEEDS_ATTENTION);

  private final CaseRooms rooms;
  private final CaseWork work;

  public Reading(CaseRooms rooms) {
    this.rooms = rooms;
    this.work = new CaseWork(rooms, new CaseFacts(rooms));
  }

  /**
   * The text that a radiologist saves or signs.
   *
   * @param author account name
   * @param authorName as it stands under the result
   * @param seenRevision the revision that the text was made from, 0 for none
   */
  public record Text(
      String description,
      String conclusion,
      String recommendation,
      String author,
      String authorName,
      int seenRevision) {}

  /** What became of it; HTTP answers 200, 409, 409, 404, 409, 422. */
  public sealed interface Outcome {
    /** Saved; signed when {@code result.signedAt()} is there. */
    record Kept(ReadingResult result) implements Outcome {}

    /** Someone saved since; what is there now. */
    record DraftChanged(ReadingResult current) implements Outcome {}

    /** Nothing signed changes. */
    record AlreadySigned(ReadingResult current) implements Outcome {}

    /** No case of that name is read at this site. */
    record NoSuchCase() implements Outcome {}

    /** The case is not one to be read now. */
    record NotReadable(CaseState state) implements Outcome {}

    /** A text lacks something or is too long. */
    record Invalid(String field, String reason) implements Outcome {}
  }

  public Outcome saveDraft(String caseId, Text text) {
    return keep(caseId, text, false);
  }

  /** Signs, and puts the case's next step in the same transaction. */
  public Outcome sign(String caseId, Text text) {
    if (text.conclusion().isBlank()) {
      return new Outcome.Invalid("conclusion", "a result without a conclusion cannot be signed");
    }
    return keep(caseId, text, true);
  }

  /** The draft as a PDF, so that its author sees what would be signed; empty without a draft. */
  public Optional<byte[]> preview(String caseId) {
    return rooms
        .cases()
        .find(caseId)
        .flatMap(consultation ->
            rooms.results().of(caseId).map(draft -> ResultPdf.preview(consultation, draft)));
  }

  private Outcome keep(String caseId, Text text, boolean sign) {
    if (text.description().length() > MAXIMUM_TEXT
        || text.conclusion().length() > MAXIMUM_TEXT
        || text.recommendation().length() > MAXIMUM_TEXT) {
      return new Outcome.Invalid("description", "the text is too long");
    }
    return rooms
        .database()
        .transact(transaction ->
            refusal(caseId).orElseGet(() -> keepIn(transaction, caseId, text, sign)));
  }

  private Optional<Outcome> refusal(String caseId) {
    Optional<ConsultationCase> found =
        rooms.cases().find(caseId).filter(c -> c.role() == CaseRole.CONSULTING);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchCase());
    }
    Optional<ReadingResult> signed =
        rooms.results().of(caseId).filter(r -> r.signedAt().isPresent());
    if (signed.isPresent()) {
      return Optional.of(new Outcome.AlreadySigned(signed.get()));
    }
    CaseState state = found.get().state();
    if (!rooms.notes().of(caseId, CaseNote.Kind.DECLINED).isEmpty()) {
      return Optional.of(new Outcome.NotReadable(CaseState.DECLINED));
    }
    return WITH_IMAGES.contains(state)
        ? Optional.empty()
        : Optional.of(new Outcome.NotReadable(state));
  }

  private Outcome keepIn(Transaction transaction, String caseId, Text text, boolean sign) {
    ReadingResult seen =
        new ReadingResult(
            caseId,
            text.description(),
            text.conclusion(),
            text.recommendation(),
            text.author(),
            text.authorName(),
            text.seenRevision(),
            Instant.EPOCH,
            Optional.empty());
    ResultOutcome outcome =
        sign
            ? rooms.results().sign(transaction, seen)
            : rooms.results().saveDraft(transaction, seen);
    return switch (outcome) {
      case ResultOutcome.Saved saved -> {
        if (sign) {
          rooms.cases().touched(transaction, caseId);
          work.resume(
              transaction, rooms.cases().find(caseId).orElseThrow(), "the result is signed");
        }
        yield new Outcome.Kept(saved.result());
      }
      case ResultOutcome.DraftChanged changed -> new Outcome.DraftChanged(changed.current());
      case ResultOutcome.AlreadySigned signed -> new Outcome.AlreadySigned(signed.current());
    };
  }
}
