package vn.lienvien.consult;

import java.util.List;
import java.util.Optional;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Place;
import vn.lienvien.model.Receipt;

/** What a case's steps write into the ledger, and whether its other writer agrees. Thread-safe. */
record CaseLedger(CaseRooms rooms, CaseFacts facts) {

  /** Ledger lines "in this site's gateway" for objects that the archive holds. */
  void recordAtGateway(
      Transaction transaction, ConsultationCase consultation, List<CaseObject> objects) {
    objects.forEach(
        object -> rooms.ledger().record(transaction, here(consultation, object, Place.GATEWAY)));
  }

  /** What C-FIND showed at the PACS and C-MOVE brought from it is stored there. */
  void recordMovedFromPacs(
      Transaction transaction, ConsultationCase consultation, List<CaseObject> images) {
    if (rooms.site().hasPacs() && consultation.order().source() != OrderSource.PUSH) {
      images.forEach(
          image -> rooms.ledger().record(transaction, here(consultation, image, Place.PACS)));
    }
  }

  private LedgerEntry here(ConsultationCase consultation, CaseObject object, Place place) {
    InstanceRecord instance = facts.instance(object.sopInstanceUID());
    return new LedgerEntry(
        consultation.caseId(),
        instance.sopInstanceUID(),
        object.kind(),
        consultation.self().siteId(),
        place,
        switch (place) {
          case GATEWAY -> instance.fileDigest();
          case PACS -> rooms.archive().receivedDigest(instance);
        },
        instance.framesDigest(),
        switch (place) {
          case GATEWAY -> "ARCHIVED";
          case PACS -> "MOVED_FROM_PACS";
        },
        instance.storedAt());
  }

  /** A receipt is for the manifest as sent: the peer's gateway holds these very files. */
  void recordReceipt(Transaction transaction, ConsultationCase consultation, Receipt receipt) {
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

  /** The first line whose digests are not those of the same object in our archive. */
  Optional<String> contradiction(List<LedgerEntry> stated) {
    return stated.stream()
        .filter(entry -> contradicts(entry, facts.instance(entry.sopInstanceUID())))
        .map(entry ->
            "site %s states other digests for %s".formatted(entry.siteId(), entry.sopInstanceUID()))
        .findFirst();
  }

  private static boolean contradicts(LedgerEntry entry, InstanceRecord ours) {
    return !entry.framesDigest().equals(ours.framesDigest())
        || (entry.place() == Place.GATEWAY && !entry.fileDigest().equals(ours.fileDigest()));
  }
}
