package vn.lienvien.link;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.outbox.Parcels;

/** A site's sending and receiving end, shared by all its links. */
record LinkEnds(
    LinkRoom room,
    Receiver receiver,
    OutgoingPacks packs,
    Deliveries deliveries,
    Dialling dialling,
    Renewing renewing,
    LinkCounters counters) {
  private static final Logger LOG = LoggerFactory.getLogger(LinkEnds.class);
  private static final int CLOSING_SECONDS = 30;

  static LinkEnds of(LinkRoom room, Renewing renewing, LinkCounters counters) {
    OutgoingPacks packs =
        new OutgoingPacks(room.directory().resolve("outgoing"), room.objects(), room.pixels());
    return new LinkEnds(
        room,
        new Receiver(room, counters),
        packs,
        new Deliveries(room, packs, counters),
        new Dialling(room.identity()),
        renewing,
        counters);
  }

  /** Deletes what an earlier process left and nobody needs. */
  void sweep() throws IOException {
    Parcels parcels = room.parcels();
    receiver.sweep();
    packs.sweep(id -> parcels.outgoing(id).isPresent() && !parcels.isDelivered(id));
  }

  /**
   * Ends the work of these threads and of the receiver, and waits until it has stopped, as the
   * database may be closed next.
   */
  void close(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the link closes while a parcel is still being committed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receiver.close();
  }
}
