package vn.lienvien.consult;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.Receipt;

/**
 * Addenda at the site that wrote them. The words travel at once, as a note; the documents wait
 * until both sites have signed the ledger of the result, which they must not change any more.
 */
record SentAddenda(CaseRooms rooms, CaseFacts facts, CaseWork work) {
  Step advance(ConsultationCase consultation) {
    Set<String> known = rooms.cases().sopInstanceUIDs(consultation.caseId());
    for (Addendum addendum : facts.addenda(consultation)) {
      if (!known.contains(addendum.uid(CaseObject.Kind.ADDENDUM_PDF))) {
        makeAndSend(addendum);
      }
      receipted(addendum);
    }
    return Step.WAITING;
  }

  private void makeAndSend(Addendum addendum) {
    ConsultationCase consultation = addendum.consultation();
    ReadingResult result = rooms.results().of(consultation.caseId()).orElseThrow();
    DocumentSubject subject =
        work.subject(consultation, facts.objects(consultation, CaseWork.IMAGES));
    List<CaseObject> made =
        List.of(
            work.keep(
                consultation,
                CaseObject.Kind.ADDENDUM_SR,
                addendum.uid(CaseObject.Kind.ADDENDUM_SR),
                () -> addendum.report(subject)),
            work.keep(
                consultation,
                CaseObject.Kind.ADDENDUM_PDF,
                addendum.uid(CaseObject.Kind.ADDENDUM_PDF),
                () -> addendum.pdf(subject, result)));
    rooms
        .database()
        .commit(transaction -> {
          work.adopt(transaction, consultation, made);
          work.send(
              transaction,
              consultation,
              new CaseWork.Load(
                  ParcelKind.ADDENDUM,
                  addendum.parcelId(),
                  consultation.order().priority(),
                  NoteEnvelope.of(addendum.note()),
                  made));
          rooms.cases().touched(transaction, consultation.caseId());
        });
  }

  /** The requesting site's word that it holds the addendum stands beside the ledger. */
  private void receipted(Addendum addendum) {
    Optional<Receipt> receipt = rooms.parcels().receipt(addendum.parcelId());
    String site = addendum.consultation().requestingSite().siteId();
    if (receipt.isPresent() && rooms.identity().fault(receipt.get().document(), site).isEmpty()) {
      rooms
          .database()
          .commit(transaction -> rooms.ledger().addDocument(transaction, receipt.get().document()));
    }
  }
}
