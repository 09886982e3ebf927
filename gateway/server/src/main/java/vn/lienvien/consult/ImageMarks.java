package vn.lienvien.consult;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseAnnotations;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;

/**
 * The reader's measurements and key images while the case is read; signing makes DICOM objects of
 * them, and then they do not change. Thread-safe.
 */
public final class ImageMarks {
  private final CaseRooms rooms;

  public ImageMarks(CaseRooms rooms) {
    this.rooms = rooms;
  }

  /** What became of a save; HTTP answers 200, 409, 409, 422. */
  public sealed interface Outcome {
    record Kept(CaseAnnotations annotations) implements Outcome {}

    /** Someone saved since. */
    record Changed() implements Outcome {}

    /** The case is not being read here now. */
    record NotReadable(CaseState state) implements Outcome {}

    record Invalid(String reason) implements Outcome {}
  }

  /** The annotations as they were saved last; of revision 0 before the first time. */
  public CaseAnnotations of(String caseId) {
    return rooms
        .annotations()
        .of(caseId)
        .orElseGet(() -> new CaseAnnotations(caseId, Annotations.NONE.json(), 0, Instant.EPOCH));
  }

  /**
   * @param seenRevision the revision that the annotations were made from, 0 for none
   */
  public Outcome save(ConsultationCase which, Annotations annotations, int seenRevision) {
    Optional<String> fault = annotations.fault().or(() -> strange(which, annotations));
    return fault.isPresent()
        ? new Outcome.Invalid(fault.get())
        : rooms
            .database()
            .transact(transaction -> keep(transaction, which, annotations, seenRevision));
  }

  private Outcome keep(
      Transaction transaction, ConsultationCase which, Annotations annotations, int seenRevision) {
    boolean signed =
        rooms.results().of(which.caseId()).filter(r -> r.signedAt().isPresent()).isPresent();
    if (which.role() != CaseRole.CONSULTING || which.state() != CaseState.READABLE || signed) {
      return new Outcome.NotReadable(which.state());
    }
    CaseAnnotations seen =
        new CaseAnnotations(which.caseId(), annotations.json(), seenRevision, Instant.EPOCH);
    return rooms
        .annotations()
        .save(transaction, seen)
        .<Outcome>map(Outcome.Kept::new)
        .orElseGet(Outcome.Changed::new);
  }

  /** Something is put on an image that is none of the case's. */
  private Optional<String> strange(ConsultationCase which, Annotations annotations) {
    Set<String> images = rooms.cases().sopInstanceUIDs(which.caseId(), CaseObject.Kind.IMAGE);
    return images.containsAll(annotations.sopInstanceUIDs())
        ? Optional.empty()
        : Optional.of("a mark is on an image that is not the case's");
  }
}
