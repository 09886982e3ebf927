package vn.lienvien.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import vn.lienvien.database.Database;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;

/**
 * Parcels on their way to other sites and those that came from them, with their receipts.
 * Thread-safe. The same parcel put again changes nothing.
 */
public final class Parcels {
  private static final String NEXT = "ORDER BY priority, created_at, parcel_id";

  private final Database database;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public Parcels(Database database) {
    this.database = database;
  }

  /** Calls the listener with the site id after every commit of a new parcel for that site. */
  public void onOutgoing(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Hands a parcel to the link; idempotent by parcel id. */
  public void putOutgoing(Transaction transaction, ParcelManifest manifest) {
    if (ParcelRows.insert(transaction.handle(), ParcelRows.OUT, manifest)) {
      transaction.afterCommit(() -> listeners.forEach(l -> l.accept(manifest.toSiteId())));
    }
  }

  /** The parcel that the link sends next to a site: the most urgent, then the oldest. */
  public Optional<ParcelManifest> nextFor(String toSiteId) {
    return outgoing("to_site_id = :site AND NOT delivered " + NEXT + " LIMIT 1", toSiteId).stream()
        .findFirst();
  }

  /** Every parcel that a site has not receipted, in the order in which they are sent. */
  public List<ParcelManifest> undelivered(String toSiteId) {
    return outgoing("to_site_id = :site AND NOT delivered " + NEXT, toSiteId);
  }

  /** The first so many parcels that a site has not receipted, in that order. */
  public List<ParcelHead> waiting(String toSiteId, int atMost) {
    return database.read(handle -> ParcelRows.heads(handle, toSiteId, NEXT, atMost));
  }

  /** How many parcels a site has not receipted. */
  public int waitingCount(String toSiteId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT COUNT(*) FROM parcel
                WHERE direction = 'OUT' AND to_site_id = :site AND NOT delivered\
                """)
            .bind("site", toSiteId)
            .mapTo(Integer.class)
            .one());
  }

  /** Sites that have not receipted all of our parcels. */
  public List<String> awaitedSites() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT DISTINCT to_site_id FROM parcel
                WHERE direction = 'OUT' AND NOT delivered ORDER BY to_site_id\
                """)
            .mapTo(String.class)
            .list());
  }

  /** An outgoing parcel, delivered or not. */
  public Optional<ParcelManifest> outgoing(String parcelId) {
    return database.read(handle -> ParcelRows.find(handle, ParcelRows.OUT, parcelId));
  }

  /**
   * The receiver's word for an outgoing parcel; the first one stays.
   *
   * @return false where it was delivered already, also by a transaction that ran beside this one
   */
  public boolean delivered(Transaction transaction, Receipt receipt) {
    int changed =
        transaction
            .handle()
            .createUpdate(
                """
                UPDATE parcel SET delivered = TRUE
                WHERE direction = :direction AND parcel_id = :parcelId AND NOT delivered\
                """)
            .bind("direction", ParcelRows.OUT)
            .bind("parcelId", receipt.parcelId())
            .execute();
    if (changed == 1) {
      ReceiptRows.insert(transaction.handle(), ParcelRows.OUT, receipt);
    }
    return changed == 1;
  }

  /** Whether nothing is to be sent of an outgoing parcel: its receiver has it. */
  public boolean isDelivered(String parcelId) {
    return database.read(handle ->
        handle
                .createQuery(
                    """
                    SELECT COUNT(*) FROM parcel
                    WHERE direction = 'OUT' AND parcel_id = :parcelId AND delivered\
                    """)
                .bind("parcelId", parcelId)
                .mapTo(Integer.class)
                .one()
            == 1);
  }

  /** Parcels made since then that a site has receipted, the newest first. */
  public List<String> booked(String toSiteId, Instant since, int atMost) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT parcel_id FROM parcel
                WHERE direction = 'OUT' AND to_site_id = :site AND delivered
                  AND created_at >= CAST(:since AS TIMESTAMP(6) WITH TIME ZONE)
                ORDER BY created_at DESC, parcel_id
                LIMIT :most\
                """)
            .bind("site", toSiteId)
            .bind("since", since)
            .bind("most", atMost)
            .mapTo(String.class)
            .list());
  }

  /** Which of these parcels of a site were never committed here. */
  public List<String> unknown(String fromSiteId, List<String> parcelIds) {
    if (parcelIds.isEmpty()) {
      return List.of();
    }
    List<String> known =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT parcel_id FROM parcel
                    WHERE direction = 'IN' AND from_site_id = :site AND parcel_id IN (<ids>)\
                    """)
                .bind("site", fromSiteId)
                .bindList("ids", parcelIds)
                .mapTo(String.class)
                .list());
    return parcelIds.stream().filter(id -> !known.contains(id)).toList();
  }

  /**
   * Sends a parcel once more that its receiver has lost; the receipt stays.
   *
   * @return false where none such was delivered to this site
   */
  public boolean reopen(Transaction transaction, String toSiteId, String parcelId) {
    return transaction
            .handle()
            .createUpdate(
                """
                UPDATE parcel SET delivered = FALSE
                WHERE direction = 'OUT' AND to_site_id = :site AND parcel_id = :parcelId
                  AND delivered\
                """)
            .bind("site", toSiteId)
            .bind("parcelId", parcelId)
            .execute()
        == 1;
  }

  /** The receiver's receipt for an outgoing parcel. */
  public Optional<Receipt> receipt(String parcelId) {
    return database.read(handle -> ReceiptRows.find(handle, ParcelRows.OUT, parcelId));
  }

  /** A parcel that is committed here, with the receipt that its sender gets. */
  public void putIncoming(Transaction transaction, ParcelManifest manifest, Receipt receipt) {
    ParcelRows.insert(transaction.handle(), ParcelRows.IN, manifest);
    ReceiptRows.insert(transaction.handle(), ParcelRows.IN, receipt);
  }

  public Optional<ParcelManifest> incoming(String parcelId) {
    return database.read(handle -> ParcelRows.find(handle, ParcelRows.IN, parcelId));
  }

  /** Our own receipt for an incoming parcel: a sender that asks again gets the same one. */
  public Optional<Receipt> incomingReceipt(String parcelId) {
    return database.read(handle -> ReceiptRows.find(handle, ParcelRows.IN, parcelId));
  }

  /** Every parcel of a case that this site has handed to the link, in no order. */
  public List<ParcelManifest> outgoingOf(String caseId) {
    return ofCase(ParcelRows.OUT, caseId);
  }

  /** Every parcel of a case that is committed here, in no order. */
  public List<ParcelManifest> incomingOf(String caseId) {
    return ofCase(ParcelRows.IN, caseId);
  }

  private List<ParcelManifest> ofCase(String direction, String caseId) {
    return database.read(
        handle -> ParcelRows.select(handle, direction, "case_id = :caseId", "caseId", caseId));
  }

  private List<ParcelManifest> outgoing(String condition, String siteId) {
    return database.read(
        handle -> ParcelRows.select(handle, ParcelRows.OUT, condition, "site", siteId));
  }
}
