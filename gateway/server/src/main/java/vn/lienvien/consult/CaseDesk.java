package vn.lienvien.consult;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.Assignment;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.Priority;

/**
 * What people do about a case besides reading it: take it, hand it over, decline it, warn of a
 * critical finding, add to a signed result, tell what became of the patient. Each deed is a note,
 * committed together with the parcel that brings it to the other site. Thread-safe.
 */
public final class CaseDesk {
  private static final Set<CaseState> ANSWERED =
      EnumSet.of(
          CaseState.SIGNED,
          CaseState.SEALING,
          CaseState.AWAITING_COUNTERSIGNATURE,
          CaseState.RETURNING,
          CaseState.CLOSED);

  private final CaseRooms rooms;
  private final CaseWork work;

  public CaseDesk(CaseRooms rooms) {
    this.rooms = rooms;
    this.work = new CaseWork(rooms, new CaseFacts(rooms));
  }

  /** Who does it. */
  public record Person(String username, String displayName) {}

  /**
   * What is done.
   *
   * @param about the note that is answered, or the account that a case is handed to
   * @param text why, or what; may be empty where the deed speaks for itself
   */
  public record Deed(CaseNote.Kind kind, Person person, String about, String text) {}

  /** What became of it; HTTP answers 200, 404, 409, 409, 400. */
  public sealed interface Outcome {
    /** Kept and, where the other site is concerned, on its way. */
    record Noted(CaseNote note) implements Outcome {}

    /** No such case has this side here. */
    record NoSuchCase() implements Outcome {}

    /** Not in this state of the case. */
    record WrongState(CaseState state) implements Outcome {}

    /** Somebody else has the case. */
    record TakenBy(Assignment assignment) implements Outcome {}

    /** Something lacks, or is too long. */
    record Invalid(String field, String reason) implements Outcome {}
  }

  /**
   * Does it, in one transaction.
   *
   * @param takeOver also where another radiologist has the case
   */
  public Outcome does(String caseId, Deed deed, boolean takeOver) {
    if (deed.text().length() > NoteEnvelope.MAXIMUM_TEXT) {
      return new Outcome.Invalid("text", "the text is too long");
    }
    return rooms
        .database()
        .transact(transaction -> {
          Optional<ConsultationCase> found =
              rooms.cases().find(caseId).filter(c -> c.role() == deed.kind().writtenBy());
          return found.isEmpty()
              ? new Outcome.NoSuchCase()
              : refusal(found.get(), deed, takeOver)
                  .orElseGet(() -> keep(transaction, found.get(), deed));
        });
  }

  private Optional<Outcome> refusal(ConsultationCase consultation, Deed deed, boolean takeOver) {
    if (!allows(consultation, deed.kind())) {
      return Optional.of(new Outcome.WrongState(consultation.state()));
    }
    return switch (deed.kind()) {
      case ACCEPTED -> othersCase(consultation, deed, takeOver);
      case HANDED_OVER ->
          lacking(deed.about(), "about").or(() -> othersCase(consultation, deed, takeOver));
      case RELEASED -> othersCase(consultation, deed, takeOver);
      case DECLINED, CRITICAL_FINDING, ADDENDUM, OUTCOME -> lacking(deed.text(), "text");
      case CRITICAL_ACKNOWLEDGED -> openFinding(consultation, deed.about());
    };
  }

  private boolean allows(ConsultationCase consultation, CaseNote.Kind kind) {
    CaseState state = consultation.state();
    return switch (kind) {
      case ACCEPTED, HANDED_OVER, RELEASED, DECLINED ->
          Reading.WITH_IMAGES.contains(state) && !isSigned(consultation);
      case CRITICAL_FINDING -> Reading.WITH_IMAGES.contains(state) || ANSWERED.contains(state);
      case ADDENDUM -> isSigned(consultation);
      case OUTCOME -> ANSWERED.contains(state);
      case CRITICAL_ACKNOWLEDGED -> true;
    };
  }

  private boolean isSigned(ConsultationCase consultation) {
    return rooms
        .results()
        .of(consultation.caseId())
        .filter(r -> r.signedAt().isPresent())
        .isPresent();
  }

  private static Optional<Outcome> lacking(String text, String field) {
    return text.isBlank()
        ? Optional.of(new Outcome.Invalid(field, field + " is missing"))
        : Optional.empty();
  }

  private Optional<Outcome> othersCase(ConsultationCase consultation, Deed deed, boolean takeOver) {
    return rooms
        .notes()
        .assignment(consultation.caseId())
        .filter(a -> !takeOver && !a.username().equals(deed.person().username()))
        .map(Outcome.TakenBy::new);
  }

  private Optional<Outcome> openFinding(ConsultationCase consultation, String noteId) {
    boolean known =
        rooms.notes().of(consultation.caseId(), CaseNote.Kind.CRITICAL_FINDING).stream()
            .anyMatch(note -> note.noteId().equals(noteId));
    boolean answered =
        rooms.notes().of(consultation.caseId(), CaseNote.Kind.CRITICAL_ACKNOWLEDGED).stream()
            .anyMatch(note -> note.about().equals(noteId));
    if (!known) {
      return Optional.of(new Outcome.Invalid("about", "there is no such critical finding"));
    }
    return answered ? Optional.of(new Outcome.WrongState(consultation.state())) : Optional.empty();
  }

  private Outcome keep(Transaction transaction, ConsultationCase consultation, Deed deed) {
    CaseNote note =
        new CaseNote(
            UUID.randomUUID().toString(),
            consultation.caseId(),
            consultation.self().siteId(),
            deed.kind(),
            deed.person().username(),
            deed.person().displayName(),
            deed.about(),
            deed.text(),
            transaction.startedAt());
    rooms.notes().add(transaction, note);
    NoteEffects.apply(rooms, transaction, note);
    boolean urgent = note.kind() == CaseNote.Kind.CRITICAL_FINDING;
    work.send(
        transaction,
        consultation,
        new CaseWork.Load(
            ParcelKind.NOTE,
            CaseFacts.parcelId(note.caseId(), ParcelKind.NOTE, note.noteId()),
            urgent ? Priority.STAT : consultation.order().priority(),
            NoteEnvelope.of(note),
            java.util.List.of()));
    if (note.kind() == CaseNote.Kind.DECLINED) {
      work.resume(transaction, consultation, "this site does not read the case");
    } else {
      work.put(transaction, JobKind.ADVANCE_CASE, consultation);
    }
    rooms.cases().touched(transaction, consultation.caseId());
    return new Outcome.Noted(note);
  }
}
