package vn.lienvien.link;

import java.util.concurrent.atomic.LongAdder;

/** What has happened on this site's links since the start; for the metrics. Thread-safe. */
public final class LinkCounters {
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder corruptChunks = new LongAdder();
  private final LongAdder refusedParcels = new LongAdder();
  private final LongAdder refusedPeers = new LongAdder();
  private final LongAdder repeatedBytes = new LongAdder();
  private final LongAdder strayPieces = new LongAdder();
  private final LongAdder disbelievedReceipts = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();

  /** Bytes of content sent, sent again or not. */
  public long sentBytes() {
    return sentBytes.sum();
  }

  /** Bytes of content received. */
  public long receivedBytes() {
    return receivedBytes.sum();
  }

  /** Parcels for which a receipt has been committed. */
  public long deliveredParcels() {
    return delivered.sum();
  }

  /** Parcels committed here. */
  public long receivedParcels() {
    return received.sum();
  }

  /** Parcels offered again after they had been committed here. */
  public long duplicateParcels() {
    return duplicates.sum();
  }

  /** Chunks whose digest was wrong. */
  public long corruptChunks() {
    return corruptChunks.sum();
  }

  /** Parcels refused or postponed here. */
  public long refusedParcels() {
    return refusedParcels.sum();
  }

  /** Connections and requests refused for their certificate. */
  public long refusedPeers() {
    return refusedPeers.sum();
  }

  /** Bytes of content that were sent once more, because they may have been lost. */
  public long repeatedBytes() {
    return repeatedBytes.sum();
  }

  /** Pieces that belong to nothing we are receiving. */
  public long strayPieces() {
    return strayPieces.sum();
  }

  /** Receipts that were not believed. */
  public long disbelievedReceipts() {
    return disbelievedReceipts.sum();
  }

  /** Callers who found too many others before them, of their address or in all. */
  public long turnedAwayCallers() {
    return turnedAway.sum();
  }

  void turnedAway() {
    turnedAway.increment();
  }

  void repeated(long bytes) {
    repeatedBytes.add(bytes);
  }

  void stray() {
    strayPieces.increment();
  }

  void disbelieved() {
    disbelievedReceipts.increment();
  }

  void sent(long bytes) {
    sentBytes.add(bytes);
  }

  void received(long bytes) {
    receivedBytes.add(bytes);
  }

  void delivered() {
    delivered.increment();
  }

  void received() {
    received.increment();
  }

  void duplicate() {
    duplicates.increment();
  }

  void corruptChunk() {
    corruptChunks.increment();
  }

  void refusedParcel() {
    refusedParcels.increment();
  }

  void refusedPeer() {
    refusedPeers.increment();
  }
}
