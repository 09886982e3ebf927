package vn.lienvien.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.model.Receipt;
import vn.lienvien.security.SiteIdentity;

/**
 * Receipts that this site has signed and no longer knows, because it was restored from a backup,
 * handed back by those who hold them: the same parcel gets the same receipt. Only a hope, and in
 * memory; thread-safe.
 */
final class OwnReceipts {
  private static final int MOST = 8192;

  private final SiteIdentity identity;
  private final Map<String, Receipt> byParcel =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Receipt> eldest) {
          return size() > MOST;
        }
      };

  OwnReceipts(SiteIdentity identity) {
    this.identity = identity;
  }

  /** Keeps what has our signature and passes over everything else. */
  void handedBack(Receipt receipt) {
    if (identity.fault(receipt.document(), identity.siteId()).isEmpty()) {
      synchronized (byParcel) {
        byParcel.put(receipt.parcelId(), receipt);
      }
    }
  }

  /** Our earlier receipt for exactly this parcel. */
  Optional<Receipt> of(Offer offer) {
    Optional<Receipt> known;
    synchronized (byParcel) {
      known = Optional.ofNullable(byParcel.get(offer.parcelId()));
    }
    return known.filter(receipt -> ReceiptBody.fault(receipt, offer, identity).isEmpty());
  }
}
