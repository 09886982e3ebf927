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
import vn.lienvien.model.LedgerEntry;
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
record SentImages(CaseRooms rooms, CaseFacts facts, CaseWork work) {
  private static final Set<ParcelKind> CARRIERS = Set.of(ParcelKind.STUDY, ParcelKind.MORE_IMAGES);

  boolean areProved(List<CaseObject> images) {
    return facts.instances(images).stream().noneMatch(i -> i.proof() == ProofState.UNPROVED);
  }

  /** Proved images become ledger lines of this site and a parcel. */
  void send(
      Transaction transaction,
      ConsultationCase consultation,
      ParcelKind kind,
      List<CaseObject> images) {
    work.ledger().recordAtGateway(transaction, consultation, images);
    work.ledger().recordMovedFromPacs(transaction, consultation, images);
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
              rooms
                  .database()
                  .commit(transaction ->
                      work.ledger().recordReceipt(transaction, consultation, receipt)));
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

  private List<ParcelManifest> parcels(ConsultationCase consultation) {
    return rooms.parcels().outgoingOf(consultation.caseId()).stream()
        .filter(parcel -> CARRIERS.contains(parcel.kind()))
        .toList();
  }
}
