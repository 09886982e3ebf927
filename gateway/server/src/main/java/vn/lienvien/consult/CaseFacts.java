package vn.lienvien.consult;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Place;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

/** Reads what is durably known of a case; changes nothing. Thread-safe. */
final class CaseFacts {
  private final CaseRooms rooms;

  CaseFacts(CaseRooms rooms) {
    this.rooms = rooms;
  }

  static String parcelId(String caseId, ParcelKind kind) {
    return caseId + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** The id of the parcel that carries a note, or what follows from it. */
  static String parcelId(String caseId, ParcelKind kind, String noteId) {
    return parcelId(caseId, kind) + "-" + noteId;
  }

  /** A parcel of the peer that is committed here; one of a third site is none. */
  Optional<ParcelManifest> incoming(ConsultationCase consultation, ParcelKind kind) {
    return incoming(consultation, parcelId(consultation.caseId(), kind));
  }

  /** As {@link #incoming(ConsultationCase, ParcelKind)}, for a parcel of this very id. */
  Optional<ParcelManifest> incoming(ConsultationCase consultation, String parcelId) {
    return rooms
        .parcels()
        .incoming(parcelId)
        .filter(parcel -> parcel.fromSiteId().equals(consultation.peer().siteId()));
  }

  /** The ledger that the peer has signed and sent in a parcel of this kind. */
  Optional<SignedDocument> incomingLedger(ConsultationCase consultation, ParcelKind kind) {
    return incoming(consultation, kind)
        .map(parcel ->
            DocumentEnvelope.read(
                parcel.envelope(), consultation.caseId(), SignedDocument.Kind.LEDGER));
  }

  /** Our own receipt for a parcel of the peer; there once the parcel is. */
  Receipt ownReceipt(ConsultationCase consultation, ParcelKind kind) {
    String parcelId = parcelId(consultation.caseId(), kind);
    return rooms
        .parcels()
        .incomingReceipt(parcelId)
        .orElseThrow(() -> new IllegalStateException("parcel " + parcelId + " has no receipt"));
  }

  Optional<Receipt> peerReceipt(ConsultationCase consultation, ParcelKind kind) {
    return rooms.parcels().receipt(parcelId(consultation.caseId(), kind));
  }

  List<CaseObject> objects(ConsultationCase consultation, Set<CaseObject.Kind> kinds) {
    return rooms.cases().objects(consultation.caseId()).stream()
        .filter(object -> kinds.contains(object.kind()))
        .toList();
  }

  /** The addenda to the result, in the order in which they were written. */
  List<Addendum> addenda(ConsultationCase consultation) {
    List<CaseNote> notes = rooms.notes().of(consultation.caseId(), CaseNote.Kind.ADDENDUM);
    return IntStream.range(0, notes.size())
        .mapToObj(i -> new Addendum(consultation, notes.get(i), i + 1))
        .toList();
  }

  /** The archive's records of objects of a case, by UID. */
  List<InstanceRecord> instances(List<CaseObject> objects) {
    return objects.stream().map(CaseObject::sopInstanceUID).sorted().map(this::instance).toList();
  }

  InstanceRecord instance(String sopInstanceUID) {
    return rooms
        .archive()
        .instance(sopInstanceUID)
        .orElseThrow(
            () -> new IllegalStateException(sopInstanceUID + " of a case is not in the archive"));
  }

  /** Whether every object of the case is at every place of this site. */
  boolean isStoredHere(ConsultationCase consultation) {
    String self = consultation.self().siteId();
    Set<String> gateway = new HashSet<>();
    Set<String> pacs = new HashSet<>();
    for (LedgerEntry entry : entriesOf(consultation, self)) {
      (entry.place() == Place.GATEWAY ? gateway : pacs).add(entry.sopInstanceUID());
    }
    return rooms.cases().objects(consultation.caseId()).stream()
        .map(CaseObject::sopInstanceUID)
        .allMatch(uid -> gateway.contains(uid) && (!rooms.site().hasPacs() || pacs.contains(uid)));
  }

  List<LedgerEntry> entriesOf(ConsultationCase consultation, String siteId) {
    return rooms.ledger().entries(consultation.caseId()).stream()
        .filter(entry -> entry.siteId().equals(siteId))
        .toList();
  }

  /** Our own signed document of a kind, if we have signed one. */
  Optional<SignedDocument> ownDocument(ConsultationCase consultation, SignedDocument.Kind kind) {
    return rooms.ledger().documents(consultation.caseId()).stream()
        .filter(d -> d.kind() == kind && d.siteId().equals(consultation.self().siteId()))
        .findFirst();
  }
}
