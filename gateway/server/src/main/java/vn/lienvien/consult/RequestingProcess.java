package vn.lienvien.consult;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

/** The case at the requesting site, one method a state; each looks at durable facts only. */
final class RequestingProcess {
  private static final Set<CaseObject.Kind> FROM_CONSULTANT =
      EnumSet.of(
          CaseObject.Kind.RESULT_SR, CaseObject.Kind.RESULT_PDF, CaseObject.Kind.IMAGE_RECEIPT);

  /** Where the reader has put something on the images. */
  private static final Set<CaseObject.Kind> IF_ANY =
      EnumSet.of(
          CaseObject.Kind.MEASUREMENTS, CaseObject.Kind.KEY_IMAGES, CaseObject.Kind.PRESENTATION);

  private final CaseRooms rooms;
  private final CaseFacts facts;
  private final CaseWork work;
  private final ReceivedAddenda addenda;
  private final SentImages images;

  RequestingProcess(CaseRooms rooms, CaseFacts facts, CaseWork work) {
    this.rooms = rooms;
    this.facts = facts;
    this.work = work;
    this.addenda = new ReceivedAddenda(rooms, facts, work);
    this.images = new SentImages(rooms, facts, work);
  }

  Step advance(ConsultationCase consultation) {
    return switch (consultation.state()) {
      case REQUESTED -> requested(consultation);
      case FETCHING -> fetching(consultation);
      case PREPARING -> preparing(consultation);
      case SENDING -> sending(consultation);
      case AWAITING_RESULT -> awaitingResult(consultation);
      case RETURNING -> returning(consultation);
      case SEALING -> sealing(consultation);
      case CLOSED -> addenda.advance(consultation);
      case DECLINED, NEEDS_ATTENTION -> Step.WAITING;
      case ARRIVED, READABLE, SIGNED, AWAITING_COUNTERSIGNATURE ->
          new Step.Attention("a requesting site has no state " + consultation.state());
    };
  }

  private Step requested(ConsultationCase consultation) {
    return rooms
        .database()
        .transact(transaction -> {
          work.put(transaction, JobKind.FETCH_STUDY, consultation);
          return work.move(
              transaction, consultation, CaseState.FETCHING, "asking the PACS for the study");
        });
  }

  private Step fetching(ConsultationCase consultation) {
    String caseId = consultation.caseId();
    if (!rooms.cases().isFetchComplete(caseId)) {
      return Step.WAITING;
    }
    List<CaseObject> images = CaseObject.images(caseId, rooms.cases().expected(caseId));
    if (images.isEmpty() || consultation.studyInstanceUID().isEmpty()) {
      return new Step.Attention("the study has no images");
    }
    return rooms
        .database()
        .transact(transaction -> {
          rooms.cases().addObjects(transaction, images);
          work.put(transaction, JobKind.PREPARE_IMAGES, consultation);
          return work.move(
              transaction,
              consultation,
              CaseState.PREPARING,
              "%d images are here; compressing and proving".formatted(images.size()));
        });
  }

  private Step preparing(ConsultationCase consultation) {
    List<CaseObject> unsent = facts.objects(consultation, CaseWork.IMAGES);
    if (!images.areProved(unsent)) {
      return Step.WAITING;
    }
    return rooms
        .database()
        .transact(transaction -> {
          images.send(transaction, consultation, ParcelKind.STUDY, unsent);
          return work.move(transaction, consultation, CaseState.SENDING, "every image is proved");
        });
  }

  private Step sending(ConsultationCase consultation) {
    Optional<Receipt> receipt = facts.peerReceipt(consultation, ParcelKind.STUDY);
    if (receipt.isEmpty()) {
      return Step.WAITING;
    }
    Optional<String> fault = images.fault(consultation, receipt.get());
    if (fault.isPresent()) {
      return new Step.Attention("the receipt for the study is not to be believed: " + fault.get());
    }
    return rooms
        .database()
        .transact(transaction -> {
          work.ledger().recordReceipt(transaction, consultation, receipt.get());
          return work.move(
              transaction,
              consultation,
              CaseState.AWAITING_RESULT,
              "the consulting site holds the study");
        });
  }

  private Step awaitingResult(ConsultationCase consultation) {
    images.follow(consultation);
    Optional<ParcelManifest> parcel = facts.incoming(consultation, ParcelKind.RESULT);
    if (parcel.isEmpty()) {
      return work.declined(consultation, "the consulting site does not read the case");
    }
    ResultEnvelope envelope = ResultEnvelope.read(parcel.get().envelope(), consultation.caseId());
    if (!isResult(parcel.get())) {
      return new Step.Attention("the result parcel is not one SR, one PDF and one receipt");
    }
    List<CaseObject> received = CaseWork.objects(consultation, parcel.get());
    CaseObject receipt =
        work.keepReceipt(consultation, CaseObject.Kind.RESULT_RECEIPT, ParcelKind.RESULT, received);
    return rooms
        .database()
        .transact(transaction -> {
          rooms.results().adopt(transaction, envelope.result());
          work.adopt(
              transaction,
              consultation,
              Stream.concat(received.stream(), Stream.of(receipt)).toList());
          work.put(transaction, JobKind.NOTIFY_HIS, consultation);
          return work.move(
              transaction, consultation, CaseState.RETURNING, "the signed result is here");
        });
  }

  private static boolean isResult(ParcelManifest parcel) {
    List<CaseObject.Kind> kinds =
        parcel.objects().stream()
            .map(ParcelObject::kind)
            .filter(kind -> kind != CaseObject.Kind.PRESENTATION)
            .toList();
    Set<CaseObject.Kind> found = EnumSet.noneOf(CaseObject.Kind.class);
    found.addAll(kinds);
    boolean once = kinds.size() == found.size();
    found.removeAll(IF_ANY);
    return once && found.equals(FROM_CONSULTANT);
  }

  private Step returning(ConsultationCase consultation) {
    images.follow(consultation);
    boolean complete =
        images.allReceipted(consultation)
            && facts.isStoredHere(consultation)
            && rooms.cases().hisAcknowledgedAt(consultation.caseId()).isPresent();
    if (!complete) {
      return Step.WAITING;
    }
    LedgerBody body =
        LedgerBody.of(
            consultation,
            facts.entriesOf(consultation, consultation.self().siteId()),
            rooms.site().withoutPacs());
    return rooms
        .database()
        .transact(transaction -> {
          SignedDocument statement =
              work.sign(transaction, consultation, body.json(), SignedDocument.Kind.STATEMENT);
          work.send(
              transaction,
              consultation,
              ParcelKind.STATEMENT,
              DocumentEnvelope.of(statement),
              EnumSet.of(CaseObject.Kind.RESULT_RECEIPT));
          return work.move(
              transaction,
              consultation,
              CaseState.SEALING,
              "everything is stored here and the HIS has the result");
        });
  }

  private Step sealing(ConsultationCase consultation) {
    Optional<SignedDocument> received = facts.incomingLedger(consultation, ParcelKind.LEDGER);
    if (received.isEmpty()) {
      return Step.WAITING;
    }
    SignedDocument theirs = received.get();
    LedgerBody body = LedgerBody.read(theirs.body());
    Optional<String> fault = ledgerFault(consultation, theirs, body);
    if (fault.isPresent()) {
      return new Step.Attention("the ledger of the consulting site is not signed: " + fault.get());
    }
    return rooms
        .database()
        .transact(transaction -> {
          rooms.ledger().addDocument(transaction, theirs);
          SignedDocument ours =
              work.sign(transaction, consultation, theirs.body(), SignedDocument.Kind.LEDGER);
          body.entriesOf(consultation.consultingSite().siteId())
              .forEach(entry -> rooms.ledger().record(transaction, entry));
          work.send(
              transaction,
              consultation,
              ParcelKind.COUNTERSIGNATURE,
              DocumentEnvelope.of(ours),
              EnumSet.noneOf(CaseObject.Kind.class));
          return work.move(
              transaction, consultation, CaseState.CLOSED, "both sites have signed the ledger");
        });
  }

  /** Why this site must not put its signature under the peer's ledger. */
  private Optional<String> ledgerFault(
      ConsultationCase consultation, SignedDocument theirs, LedgerBody body) {
    String self = consultation.self().siteId();
    Optional<String> signature =
        rooms.identity().fault(theirs, consultation.consultingSite().siteId());
    if (signature.isPresent()) {
      return signature;
    }
    if (!body.isOf(consultation) || !body.json().equals(theirs.body())) {
      return Optional.of("it is of another case or not in canonical form");
    }
    LedgerBody ours =
        LedgerBody.of(consultation, facts.entriesOf(consultation, self), body.sitesWithoutPacs());
    if (!body.entriesOf(self).equals(ours.entriesOf(self))
        || body.sitesWithoutPacs().contains(self) == rooms.site().hasPacs()) {
      return Optional.of("it does not say of this site what this site has stated");
    }
    return LedgerFaults.of(body).stream().findFirst();
  }
}
