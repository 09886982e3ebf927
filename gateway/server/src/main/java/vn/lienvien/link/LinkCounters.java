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

  /** Bytes of offers, chunks and answers sent, without TLS and HTTP. */
  public long sentBytes() {
    return sentBytes.sum();
  }

  /** Bytes of offers, chunks and answers received, without TLS and HTTP. */
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
