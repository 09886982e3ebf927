package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Place;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.SignedDocument;

/** The case at the consulting site, one method a state; each looks at durable facts only. */
final class ConsultingProcess {
  private static final Set<CaseObject.Kind> RETURNED =
      EnumSet.of(
          CaseObject.Kind.RESULT_SR,
          CaseObject.Kind.RESULT_PDF,
          CaseObject.Kind.IMAGE_RECEIPT,
          CaseObject.Kind.MEASUREMENTS,
          CaseObject.Kind.KEY_IMAGES,
          CaseObject.Kind.PRESENTATION);

  private final CaseRooms rooms;
  private final CaseFacts facts;
  private final CaseWork work;
  private final SentAddenda addenda;
  private final ReceivedImages images;
  private final AnnotationObjects annotations;

  ConsultingProcess(CaseRooms rooms, CaseFacts facts, CaseWork work) {
    this.rooms = rooms;
    this.facts = facts;
    this.work = work;
    this.addenda = new SentAddenda(rooms, facts, work);
    this.images = new ReceivedImages(rooms, facts, work);
    this.annotations = new AnnotationObjects(rooms, facts, work);
  }

  Step advance(ConsultationCase consultation) {
    return switch (consultation.state()) {
      case ARRIVED -> arrived(consultation);
      case READABLE -> readable(images.adopt(consultation));
      case SIGNED -> signed(images.adopt(consultation));
      case SEALING -> sealing(consultation);
      case AWAITING_COUNTERSIGNATURE -> awaitingCountersignature(consultation);
      case CLOSED -> addenda.advance(consultation);
      case DECLINED, NEEDS_ATTENTION -> Step.WAITING;
      case REQUESTED, FETCHING, PREPARING, SENDING, AWAITING_RESULT, RETURNING ->
          new Step.Attention("a consulting site has no state " + consultation.state());
    };
  }

  private Step arrived(ConsultationCase consultation) {
    List<CaseObject> images = facts.objects(consultation, CaseWork.IMAGES);
    CaseObject receipt =
        work.keepReceipt(consultation, CaseObject.Kind.IMAGE_RECEIPT, ParcelKind.STUDY, images);
    return rooms
        .database()
        .transact(transaction -> {
          rooms
              .ledger()
              .addDocument(
                  transaction, facts.ownReceipt(consultation, ParcelKind.STUDY).document());
          work.ledger().recordAtGateway(transaction, consultation, images);
          work.adopt(transaction, consultation, List.of(receipt));
          return work.move(
              transaction, consultation, CaseState.READABLE, "the study is here and receipted");
        });
  }

  private Step readable(ConsultationCase consultation) {
    Optional<ReadingResult> result =
        rooms.results().of(consultation.caseId()).filter(r -> r.signedAt().isPresent());
    if (result.isEmpty()) {
      return work.declined(consultation, "this site does not read the case");
    }
    ReadingResult signed = result.get();
    List<CaseObject> images = facts.objects(consultation, CaseWork.IMAGES);
    DocumentSubject subject = work.subject(consultation, images);
    List<CaseObject> made = new ArrayList<>();
    made.add(
        work.keep(
            consultation,
            CaseObject.Kind.RESULT_SR,
            () -> ResultDocuments.report(subject, signed)));
    made.add(
        work.keep(
            consultation, CaseObject.Kind.RESULT_PDF, () -> ResultDocuments.pdf(subject, signed)));
    made.addAll(annotations.keep(consultation, signed));
    return rooms
        .database()
        .transact(transaction -> {
          work.adopt(transaction, consultation, made);
          work.send(
              transaction, consultation, ParcelKind.RESULT, ResultEnvelope.of(signed), RETURNED);
          return work.move(transaction, consultation, CaseState.SIGNED, "the result is signed");
        });
  }

  private Step signed(ConsultationCase consultation) {
    Optional<ParcelManifest> parcel = facts.incoming(consultation, ParcelKind.STATEMENT);
    if (parcel.isEmpty()) {
      return Step.WAITING;
    }
    SignedDocument statement =
        DocumentEnvelope.read(
            parcel.get().envelope(), consultation.caseId(), SignedDocument.Kind.STATEMENT);
    LedgerBody body = LedgerBody.read(statement.body());
    Optional<String> fault = statementFault(consultation, parcel.get(), statement, body);
    if (fault.isPresent()) {
      return new Step.Attention("the requesting site's statement is not accepted: " + fault.get());
    }
    return rooms
        .database()
        .transact(transaction -> {
          rooms.ledger().addDocument(transaction, statement);
          work.adopt(transaction, consultation, parcel.get());
          body.entriesOf(consultation.requestingSite().siteId())
              .forEach(entry -> rooms.ledger().record(transaction, entry));
          return work.move(
              transaction,
              consultation,
              CaseState.SEALING,
              "the requesting site has stored everything");
        });
  }

  /** Why a statement is not to be believed: signature, case, objects or digests. */
  private Optional<String> statementFault(
      ConsultationCase consultation,
      ParcelManifest parcel,
      SignedDocument statement,
      LedgerBody body) {
    String requesting = consultation.requestingSite().siteId();
    Optional<String> signature = rooms.identity().fault(statement, requesting);
    if (signature.isPresent()) {
      return signature;
    }
    if (!body.isOf(consultation)) {
      return Optional.of("it is of another case");
    }
    boolean onlyReceipt =
        parcel.objects().size() == 1
            && parcel.objects().getFirst().kind() == CaseObject.Kind.RESULT_RECEIPT;
    if (!onlyReceipt) {
      return Optional.of("its parcel is not one receipt for the result");
    }
    Set<String> known = rooms.cases().sopInstanceUIDs(consultation.caseId());
    String receiptUID = parcel.objects().getFirst().sopInstanceUID();
    known.add(receiptUID);
    List<LedgerEntry> stated = body.entriesOf(requesting);
    Set<String> gateway = new TreeSet<>();
    stated.stream()
        .filter(entry -> entry.place() == Place.GATEWAY)
        .forEach(entry -> gateway.add(entry.sopInstanceUID()));
    return gateway.equals(known)
        ? work.ledger().contradiction(stated)
        : Optional.of("it does not name the objects of the case");
  }

  private Step sealing(ConsultationCase consultation) {
    if (!facts.isStoredHere(consultation)) {
      return Step.WAITING;
    }
    List<LedgerEntry> all = rooms.ledger().entries(consultation.caseId());
    LedgerBody body = LedgerBody.of(consultation, all, sitesWithoutPacs(consultation));
    List<String> faults = LedgerFaults.of(body);
    if (!faults.isEmpty()) {
      return new Step.Attention("the ledger cannot be signed: " + faults.getFirst());
    }
    return rooms
        .database()
        .transact(transaction -> {
          SignedDocument ledger =
              work.sign(transaction, consultation, body.json(), SignedDocument.Kind.LEDGER);
          work.send(
              transaction,
              consultation,
              ParcelKind.LEDGER,
              DocumentEnvelope.of(ledger),
              EnumSet.noneOf(CaseObject.Kind.class));
          return work.move(
              transaction,
              consultation,
              CaseState.AWAITING_COUNTERSIGNATURE,
              "this site has signed the ledger");
        });
  }

  private List<String> sitesWithoutPacs(ConsultationCase consultation) {
    Stream<String> stated =
        LedgerBody.sitesWithoutPacs(rooms.ledger().documents(consultation.caseId())).stream()
            .filter(consultation.requestingSite().siteId()::equals);
    return Stream.concat(rooms.site().withoutPacs().stream(), stated).toList();
  }

  private Step awaitingCountersignature(ConsultationCase consultation) {
    Optional<SignedDocument> received =
        facts.incomingLedger(consultation, ParcelKind.COUNTERSIGNATURE);
    if (received.isEmpty()) {
      return Step.WAITING;
    }
    SignedDocument theirs = received.get();
    Optional<String> fault = rooms.identity().fault(theirs, consultation.requestingSite().siteId());
    if (fault.isPresent()) {
      return new Step.Attention("the countersignature is not to be believed: " + fault.get());
    }
    boolean same =
        facts
            .ownDocument(consultation, SignedDocument.Kind.LEDGER)
            .filter(ours -> ours.body().equals(theirs.body()))
            .isPresent();
    if (!same) {
      return new Step.Attention("the requesting site has signed another ledger than this site");
    }
    return rooms
        .database()
        .transact(transaction -> {
          rooms.ledger().addDocument(transaction, theirs);
          return work.move(
              transaction, consultation, CaseState.CLOSED, "both sites have signed the ledger");
        });
  }
}
