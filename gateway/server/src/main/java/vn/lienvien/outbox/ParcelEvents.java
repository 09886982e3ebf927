package vn.lienvien.outbox;

import vn.lienvien.database.Transaction;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;

/** What a case learns from the link, inside the transaction in which the link commits it. */
public interface ParcelEvents {
  /** A parcel from the peer is committed here, its objects are in the archive. */
  void received(Transaction transaction, ParcelManifest manifest);

  /** The peer has receipted one of our parcels. */
  void delivered(Transaction transaction, ParcelManifest manifest, Receipt receipt);
}
