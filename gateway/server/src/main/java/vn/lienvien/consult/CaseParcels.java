package vn.lienvien.consult;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;
import vn.lienvien.outbox.ParcelEvents;

/**
 * What parcels mean to cases, inside the link's transaction. A parcel that fits no case throws: it
 * is then not receipted, stays with its sender and shows there as undelivered. Thread-safe.
 */
public final class CaseParcels implements ParcelEvents {
  private final CaseRooms rooms;

  public CaseParcels(CaseRooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public void received(Transaction transaction, ParcelManifest manifest) {
    Optional<ConsultationCase> known = rooms.cases().find(manifest.caseId());
    if (known.isEmpty() && manifest.kind() == ParcelKind.STUDY) {
      open(transaction, manifest);
    } else if (known.isEmpty()) {
      throw new EnvelopeException(
          "parcel %s is for a case that is not known here".formatted(manifest.parcelId()));
    } else if (!known.get().peer().siteId().equals(manifest.fromSiteId())) {
      throw new EnvelopeException(
          "parcel %s is from a site that has no part in its case".formatted(manifest.parcelId()));
    }
    if (manifest.kind() == ParcelKind.MORE_IMAGES) {
      ReceivedImages.check(manifest, known.orElseThrow());
    }
    if (manifest.kind() == ParcelKind.NOTE) {
      note(transaction, manifest, known.orElseThrow());
    }
    advance(transaction, manifest);
  }

  private void note(
      Transaction transaction, ParcelManifest manifest, ConsultationCase consultation) {
    CaseNote note = NoteEnvelope.read(manifest);
    if (note.kind().writtenBy() == consultation.role()) {
      throw new EnvelopeException(
          "a note of kind %s is this side's to write".formatted(note.kind()));
    }
    rooms.notes().add(transaction, note);
    NoteEffects.apply(rooms, transaction, note);
    rooms.cases().touched(transaction, note.caseId());
  }

  @Override
  public void delivered(Transaction transaction, ParcelManifest manifest, Receipt receipt) {
    advance(transaction, manifest);
  }

  private void open(Transaction transaction, ParcelManifest manifest) {
    StudyEnvelope envelope = StudyEnvelope.read(manifest.envelope());
    check(manifest, envelope);
    rooms.cases().insert(transaction, envelope.arrived(manifest.caseId()));
    List<CaseObject> images =
        manifest.objects().stream()
            .map(o -> new CaseObject(manifest.caseId(), o.sopInstanceUID(), o.kind()))
            .toList();
    rooms.cases().addObjects(transaction, images);
  }

  private void check(ParcelManifest manifest, StudyEnvelope envelope) {
    if (!manifest.caseId().matches("[A-Za-z0-9-]{1,64}")
        || !manifest.parcelId().equals(CaseFacts.parcelId(manifest.caseId(), ParcelKind.STUDY))) {
      throw new EnvelopeException("the parcel's identifiers are not those of a case");
    }
    if (!envelope.requestingSite().siteId().equals(manifest.fromSiteId())
        || !envelope.consultingSite().siteId().equals(rooms.site().self().siteId())) {
      throw new EnvelopeException("the envelope names other sites than the parcel");
    }
    boolean imagesOfStudy =
        !manifest.objects().isEmpty()
            && manifest.objects().stream().allMatch(o -> isImageOf(o, envelope));
    if (!imagesOfStudy) {
      throw new EnvelopeException("the parcel does not hold the images of the envelope's study");
    }
  }

  private static boolean isImageOf(ParcelObject object, StudyEnvelope envelope) {
    return object.kind() == CaseObject.Kind.IMAGE
        && object.studyInstanceUID().equals(envelope.studyInstanceUID());
  }

  private void advance(Transaction transaction, ParcelManifest manifest) {
    rooms
        .outbox()
        .put(
            transaction,
            JobKind.ADVANCE_CASE,
            manifest.caseId(),
            manifest.priority(),
            Duration.ZERO);
  }
}
