package vn.lienvien.consult;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ParcelManifest;

/** Addenda at the site that asked: their documents join the case, its archive and its PACS. */
final class ReceivedAddenda {
  private static final Set<CaseObject.Kind> DOCUMENTS =
      EnumSet.of(CaseObject.Kind.ADDENDUM_SR, CaseObject.Kind.ADDENDUM_PDF);

  private final CaseRooms rooms;
  private final CaseFacts facts;
  private final CaseWork work;

  ReceivedAddenda(CaseRooms rooms, CaseFacts facts, CaseWork work) {
    this.rooms = rooms;
    this.facts = facts;
    this.work = work;
  }

  Step advance(ConsultationCase consultation) {
    Set<String> known =
        rooms.cases().objects(consultation.caseId()).stream()
            .map(CaseObject::sopInstanceUID)
            .collect(Collectors.toSet());
    List<CaseNote> notes = rooms.notes().of(consultation.caseId(), CaseNote.Kind.ADDENDUM);
    for (int i = 0; i < notes.size(); i++) {
      Addendum addendum = new Addendum(consultation, notes.get(i), i + 1);
      Optional<ParcelManifest> parcel = facts.incoming(consultation, addendum.parcelId());
      if (parcel.isPresent() && !known.contains(addendum.uid(CaseObject.Kind.ADDENDUM_PDF))) {
        requireDocuments(addendum, parcel.get());
        rooms
            .database()
            .commit(transaction -> {
              work.adopt(transaction, consultation, parcel.get());
              work.storeAtPacs(transaction, consultation);
              rooms.cases().touched(transaction, consultation.caseId());
            });
      }
    }
    return Step.WAITING;
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
