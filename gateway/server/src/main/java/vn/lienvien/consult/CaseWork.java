package vn.lienvien.consult;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import vn.lienvien.archive.CaseStep;
import vn.lienvien.database.Transaction;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.model.StoreOutcome;

/**
 * The moves that both roles make; each may be made again after a kill and leaves nothing twice.
 * Thread-safe.
 */
final class CaseWork {
  static final Set<CaseObject.Kind> IMAGES = EnumSet.of(CaseObject.Kind.IMAGE);

  private final CaseRooms rooms;
  private final CaseFacts facts;
  private final CaseLedger ledger;

  CaseWork(CaseRooms rooms, CaseFacts facts) {
    this.rooms = rooms;
    this.facts = facts;
    this.ledger = new CaseLedger(rooms, facts);
  }

  CaseLedger ledger() {
    return ledger;
  }

  Step move(Transaction transaction, ConsultationCase consultation, CaseState next, String why) {
    return new Step.Moved(rooms.cases().update(transaction, consultation.in(next, why)));
  }

  /**
   * Lets a case go on: one that needs attention from the state that it was in before.
   *
   * @return that state
   */
  CaseState resume(Transaction transaction, ConsultationCase consultation, String why) {
    put(transaction, JobKind.ADVANCE_CASE, consultation);
    if (consultation.state() != CaseState.NEEDS_ATTENTION) {
      return consultation.state();
    }
    CaseState before =
        rooms.cases().history(consultation.caseId()).reversed().stream()
            .map(CaseStep::state)
            .filter(state -> state != CaseState.NEEDS_ATTENTION)
            .findFirst()
            .orElseThrow();
    rooms.cases().update(transaction, consultation.in(before, why));
    return before;
  }

  void put(Transaction transaction, JobKind kind, ConsultationCase consultation) {
    rooms.outbox().put(transaction, kind, consultation);
  }

  /** Asks for the copies in the PACS; a site without one has no such place to fill. */
  void storeAtPacs(Transaction transaction, ConsultationCase consultation) {
    if (rooms.site().hasPacs()) {
      put(transaction, JobKind.STORE_TO_PACS, consultation);
    }
  }

  /** Hands a parcel with these objects to the link, in the given transaction. */
  void send(
      Transaction transaction,
      ConsultationCase consultation,
      ParcelKind kind,
      Object envelope,
      Set<CaseObject.Kind> kinds) {
    send(
        transaction,
        consultation,
        new Load(
            kind,
            CaseFacts.parcelId(consultation.caseId(), kind),
            consultation.order().priority(),
            envelope,
            facts.objects(consultation, kinds)));
  }

  /** What one parcel carries. */
  record Load(
      ParcelKind kind,
      String parcelId,
      Priority priority,
      Object envelope,
      List<CaseObject> objects) {}

  /** Hands one parcel to the link, in the given transaction. */
  void send(Transaction transaction, ConsultationCase consultation, Load load) {
    rooms
        .parcels()
        .putOutgoing(
            transaction,
            new ParcelManifest(
                load.parcelId(),
                load.kind(),
                consultation.caseId(),
                consultation.self().siteId(),
                consultation.peer().siteId(),
                load.priority(),
                transaction.startedAt(),
                Json.write(load.envelope()),
                load.objects().stream().map(this::parcelObject).toList()));
  }

  private ParcelObject parcelObject(CaseObject object) {
    InstanceRecord instance = facts.instance(object.sopInstanceUID());
    return new ParcelObject(
        instance.sopInstanceUID(),
        instance.sopClassUID(),
        instance.seriesInstanceUID(),
        instance.studyInstanceUID(),
        instance.transferSyntaxUID(),
        object.kind(),
        instance.sizeBytes(),
        instance.fileDigest(),
        instance.framesDigest(),
        instance.proof());
  }

  /** The objects of a parcel as objects of the case. */
  static List<CaseObject> objects(ConsultationCase consultation, ParcelManifest parcel) {
    return parcel.objects().stream()
        .map(o -> new CaseObject(consultation.caseId(), o.sopInstanceUID(), o.kind()))
        .toList();
  }

  /** Adds objects of a parcel that the link has committed, as those that this site makes. */
  void adopt(Transaction transaction, ConsultationCase consultation, ParcelManifest parcel) {
    adopt(transaction, consultation, objects(consultation, parcel));
  }

  /** Adds objects that the archive holds to the case and to the ledger; the PACS gets them too. */
  void adopt(Transaction transaction, ConsultationCase consultation, List<CaseObject> objects) {
    rooms.cases().addObjects(transaction, objects);
    ledger.recordAtGateway(transaction, consultation, objects);
    storeAtPacs(transaction, consultation);
  }

  /** The end of a case that the consulting site has said no to; until it has, nothing. */
  Step declined(ConsultationCase consultation, String why) {
    if (rooms.notes().of(consultation.caseId(), CaseNote.Kind.DECLINED).isEmpty()) {
      return Step.WAITING;
    }
    return rooms
        .database()
        .transact(transaction -> move(transaction, consultation, CaseState.DECLINED, why));
  }

  /** What an object made now is about: the study's first image and the given kinds of objects. */
  DocumentSubject subject(ConsultationCase consultation, List<CaseObject> evidence) {
    List<InstanceRecord> images = facts.instances(facts.objects(consultation, IMAGES));
    if (images.isEmpty()) {
      throw new EnvelopeException("the case has no images");
    }
    return new DocumentSubject(
        consultation, rooms.archive().dataset(images.getFirst()), facts.instances(evidence));
  }

  /** Stores this site's receipt for a parcel of the peer, about the objects that came in it. */
  CaseObject keepReceipt(
      ConsultationCase consultation,
      CaseObject.Kind kind,
      ParcelKind parcel,
      List<CaseObject> received) {
    return keep(
        consultation,
        kind,
        () ->
            ResultDocuments.receipt(
                subject(consultation, received), kind, facts.ownReceipt(consultation, parcel)));
  }

  /** Puts this site's signature under a text; the document is kept. */
  SignedDocument sign(
      Transaction transaction,
      ConsultationCase consultation,
      String text,
      SignedDocument.Kind kind) {
    SignedDocument document = rooms.identity().sign(text, kind, consultation.caseId());
    rooms.ledger().addDocument(transaction, document);
    return document;
  }

  /**
   * Stores an object that this gateway made, unless a run before a kill has stored it already.
   *
   * @return the object as part of the case
   */
  CaseObject keep(
      ConsultationCase consultation, CaseObject.Kind kind, Supplier<Attributes> dataset) {
    String uid = DocumentModules.sopInstanceUID(consultation.caseId(), kind);
    return keep(consultation, kind, uid, dataset);
  }

  /** As {@link #keep(ConsultationCase, CaseObject.Kind, Supplier)}, under a UID of its own. */
  CaseObject keep(
      ConsultationCase consultation,
      CaseObject.Kind kind,
      String uid,
      Supplier<Attributes> dataset) {
    if (rooms.archive().instance(uid).isPresent()) {
      return new CaseObject(consultation.caseId(), uid, kind);
    }
    return switch (rooms.archive().keep(dataset.get())) {
      case StoreOutcome.Stored stored -> object(consultation, kind, stored.instance());
      case StoreOutcome.AlreadyStored stored -> object(consultation, kind, stored.instance());
      case StoreOutcome.Conflicting conflicting ->
          throw new EnvelopeException(
              "another object has the UID of our %s; see quarantine %s"
                  .formatted(kind, conflicting.quarantineId()));
      case StoreOutcome.Refused refused -> {
        if (refused.refusal() == StoreOutcome.Refusal.OUT_OF_RESOURCES) {
          throw new IllegalStateException("the archive takes no more: " + refused.reason());
        }
        throw new EnvelopeException("the archive refuses our %s: %s".formatted(kind, refused));
      }
    };
  }

  private static CaseObject object(
      ConsultationCase consultation, CaseObject.Kind kind, InstanceRecord instance) {
    return new CaseObject(consultation.caseId(), instance.sopInstanceUID(), kind);
  }
}
