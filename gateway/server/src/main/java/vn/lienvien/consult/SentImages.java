package vn.lienvien.consult;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Place;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.Receipt;

/**
 * The images at the site that asks: the study in one parcel, and what came to the PACS later in
 * parcels of its own, until the result is here.
 */
final class SentImages {
  private static final Set<ParcelKind> CARRIERS = Set.of(ParcelKind.STUDY, ParcelKind.MORE_IMAGES);

  private final CaseRooms rooms;
  private final CaseFacts facts;
  private final CaseWork work;

  SentImages(CaseRooms rooms, CaseFacts facts, CaseWork work) {
    this.rooms = rooms;
    this.facts = facts;
    this.work = work;
  }

  boolean areProved(List<CaseObject> images) {
    return facts.instances(images).stream().noneMatch(i -> i.proof() == ProofState.UNPROVED);
  }

  /** Proved images become ledger lines of this site and a parcel. */
  void send(
      Transaction transaction,
      ConsultationCase consultation,
      ParcelKind kind,
      List<CaseObject> images) {
    work.recordAtGateway(transaction, consultation, images);
    recordMovedFromPacs(transaction, consultation, images);
    Priority priority = consultation.order().priority();
    work.send(
        transaction,
        consultation,
        new CaseWork.Load(
            kind,
            parcelId(consultation, kind, images),
            priority,
            StudyEnvelope.of(consultation),
            images));
  }

  /** The same images are the same parcel, also after a kill. */
  private static String parcelId(
      ConsultationCase consultation, ParcelKind kind, List<CaseObject> images) {
    if (kind == ParcelKind.STUDY) {
      return CaseFacts.parcelId(consultation.caseId(), kind);
    }
    String uids =
        images.stream().map(CaseObject::sopInstanceUID).sorted().collect(Collectors.joining(" "));
    UUID name = UUID.nameUUIDFromBytes(uids.getBytes(StandardCharsets.US_ASCII));
    return CaseFacts.parcelId(consultation.caseId(), kind, name.toString());
  }

  /** Sends what no parcel carries yet, and notes what the other site has receipted since. */
  void follow(ConsultationCase consultation) {
    List<ParcelManifest> parcels = parcels(consultation);
    Set<String> sent =
        parcels.stream()
            .flatMap(parcel -> parcel.objects().stream())
            .map(ParcelObject::sopInstanceUID)
            .collect(Collectors.toSet());
    List<CaseObject> unsent =
        facts.objects(consultation, CaseWork.IMAGES).stream()
            .filter(image -> !sent.contains(image.sopInstanceUID()))
            .toList();
    if (!unsent.isEmpty() && areProved(unsent)) {
      rooms
          .database()
          .commit(transaction -> send(transaction, consultation, ParcelKind.MORE_IMAGES, unsent));
    }
    for (ParcelManifest parcel : parcels) {
      rooms
          .parcels()
          .receipt(parcel.parcelId())
          .filter(receipt -> parcel.kind() == ParcelKind.MORE_IMAGES)
          .filter(receipt -> fault(consultation, receipt).isEmpty())
          .ifPresent(receipt ->
              rooms.database().commit(transaction -> record(transaction, consultation, receipt)));
    }
  }

  /** Whether the other site has said of every image of the case that it holds it. */
  boolean allReceipted(ConsultationCase consultation) {
    Set<String> there =
        facts.entriesOf(consultation, consultation.consultingSite().siteId()).stream()
            .filter(entry -> entry.place() == Place.GATEWAY)
            .map(LedgerEntry::sopInstanceUID)
            .collect(Collectors.toSet());
    return facts.objects(consultation, CaseWork.IMAGES).stream()
        .allMatch(image -> there.contains(image.sopInstanceUID()));
  }

  Optional<String> fault(ConsultationCase consultation, Receipt receipt) {
    return rooms.identity().fault(receipt.document(), consultation.consultingSite().siteId());
  }

  /** A receipt is for the manifest as sent: the peer's gateway holds these very files. */
  void record(Transaction transaction, ConsultationCase consultation, Receipt receipt) {
    rooms.ledger().addDocument(transaction, receipt.document());
    ParcelManifest sent = rooms.parcels().outgoing(receipt.parcelId()).orElseThrow();
    for (ParcelObject object : sent.objects()) {
      rooms
          .ledger()
          .record(
              transaction,
              new LedgerEntry(
                  consultation.caseId(),
                  object.sopInstanceUID(),
                  object.kind(),
                  consultation.consultingSite().siteId(),
                  Place.GATEWAY,
                  object.fileDigest(),
                  object.framesDigest(),
                  "RECEIPT",
                  receipt.committedAt()));
    }
  }

  private List<ParcelManifest> parcels(ConsultationCase consultation) {
    return rooms.parcels().outgoingOf(consultation.caseId()).stream()
        .filter(parcel -> CARRIERS.contains(parcel.kind()))
        .toList();
  }

  /** What C-FIND showed at the PACS and C-MOVE brought from it is stored there. */
  private void recordMovedFromPacs(
      Transaction transaction, ConsultationCase consultation, List<CaseObject> images) {
    if (!rooms.site().hasPacs() || consultation.order().source() == OrderSource.PUSH) {
      return;
    }
    for (InstanceRecord instance : facts.instances(images)) {
      rooms
          .ledger()
          .record(
              transaction,
              new LedgerEntry(
                  consultation.caseId(),
                  instance.sopInstanceUID(),
                  CaseObject.Kind.IMAGE,
                  consultation.self().siteId(),
                  Place.PACS,
                  instance.receivedDigest(),
                  instance.framesDigest(),
                  "MOVED_FROM_PACS",
                  instance.storedAt()));
    }
  }
}
