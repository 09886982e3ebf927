package vn.lienvien.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;
import vn.lienvien.outbox.ParcelEvents;

/** Writes down what the link tells the case, once its transaction is committed. */
final class RecordedEvents implements ParcelEvents {
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<String> delivered = new CopyOnWriteArrayList<>();

  private List<String> receivedThen = List.of();
  private List<String> deliveredThen = List.of();

  /** Notes what has been told up to a backup of the site. */
  void backUp() {
    receivedThen = List.copyOf(received);
    deliveredThen = List.copyOf(delivered);
  }

  /** The site is as it was then, and may be told again what came later. */
  void restore() {
    received.retainAll(receivedThen);
    delivered.retainAll(deliveredThen);
  }

  @Override
  public void received(Transaction transaction, ParcelManifest manifest) {
    transaction.afterCommit(() -> received.add(manifest.parcelId()));
  }

  @Override
  public void delivered(Transaction transaction, ParcelManifest manifest, Receipt receipt) {
    transaction.afterCommit(() -> delivered.add(manifest.parcelId()));
  }
}
