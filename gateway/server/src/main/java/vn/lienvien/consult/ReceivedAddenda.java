package vn.lienvien.consult;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.ParcelManifest;

/** Addenda at the site that asked: their documents join the case, its archive and its PACS. */
record ReceivedAddenda(CaseRooms rooms, CaseFacts facts, CaseWork work) {
  private static final Set<CaseObject.Kind> DOCUMENTS =
      EnumSet.of(CaseObject.Kind.ADDENDUM_SR, CaseObject.Kind.ADDENDUM_PDF);

  Step advance(ConsultationCase consultation) {
    Set<String> known = rooms.cases().sopInstanceUIDs(consultation.caseId());
    for (Addendum addendum : facts.addenda(consultation)) {
      Optional<ParcelManifest> parcel = facts.incoming(consultation, addendum.parcelId());
      if (parcel.isPresent() && !known.contains(addendum.uid(CaseObject.Kind.ADDENDUM_PDF))) {
        requireDocuments(addendum, parcel.get());
        rooms
            .database()
            .commit(transaction -> {
              work.adopt(transaction, consultation, parcel.get());
              tellHis(transaction, addendum);
              rooms.cases().touched(transaction, consultation.caseId());
            });
      }
    }
    return Step.WAITING;
  }

  private void tellHis(Transaction transaction, Addendum addendum) {
    rooms
        .outbox()
        .put(
            transaction,
            JobKind.SEND_ADDENDUM,
            addendum.consultation().caseId() + "/" + addendum.note().noteId(),
            addendum.consultation().order().priority(),
            Duration.ZERO);
  }

  private static void requireDocuments(Addendum addendum, ParcelManifest parcel) {
    boolean expected =
        parcel.objects().size() == DOCUMENTS.size()
            && parcel.objects().stream()
                .allMatch(o ->
                    DOCUMENTS.contains(o.kind())
                        && o.sopInstanceUID().equals(addendum.uid(o.kind())));
    if (!expected) {
      throw new EnvelopeException("the addendum's parcel is not its one SR and one PDF");
    }
  }
}
