package vn.lienvien.link;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;

/**
 * The sending end's books, the same at hub and spoke: a parcel is delivered when the receiver's
 * signature under its manifest's digest is committed here, and by nothing else. Thread-safe.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final LinkRoom room;
  private final OutgoingPacks packs;
  private final LinkCounters counters;

  Deliveries(LinkRoom room, OutgoingPacks packs, LinkCounters counters) {
    this.room = room;
    this.packs = packs;
    this.counters = counters;
  }

  /**
   * Commits a receipt; returns why it is not believed, or nothing. The same again is a no-op, and
   * the case hears of a delivery once, also when the parcel was sent again to a restored site.
   */
  Optional<String> accept(ParcelManifest manifest, Receipt receipt) throws IOException {
    if (room.parcels().isDelivered(manifest.parcelId())) {
      return Optional.empty();
    }
    Offer sent = Offer.of(manifest);
    Optional<String> fault = ReceiptBody.fault(receipt, sent, room.identity());
    if (fault.isPresent()) {
      LOG.warn("the receipt for parcel {} is not believed: {}", manifest.parcelId(), fault.get());
      return fault;
    }
    boolean first =
        room.database()
            .transact(transaction -> {
              boolean booked = room.parcels().receipt(manifest.parcelId()).isPresent();
              // The same receipt may come twice at once, when it was asked for twice.
              if (!room.parcels().delivered(transaction, receipt) || booked) {
                return false;
              }
              room.documents().accept(transaction, receipt.document());
              room.events().delivered(transaction, manifest, receipt);
              return true;
            });
    if (first) {
      counters.delivered();
      LOG.info("parcel {} delivered to {}", manifest.parcelId(), manifest.toSiteId());
    }
    packs.discard(manifest.parcelId());
    return Optional.empty();
  }
}
