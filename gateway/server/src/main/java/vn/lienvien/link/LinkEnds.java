package vn.lienvien.link;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site's sending and receiving end, shared by all its links. */
record LinkEnds(LinkRoom room, Receiver receiver, OutgoingPacks packs, Deliveries deliveries) {
  private static final Logger LOG = LoggerFactory.getLogger(LinkEnds.class);
  private static final int CLOSING_SECONDS = 30;

  static LinkEnds of(LinkRoom room, LinkCounters counters) {
    OutgoingPacks packs =
        new OutgoingPacks(room.directory().resolve("outgoing"), room.objects(), room.pixels());
    return new LinkEnds(
        room, new Receiver(room, counters), packs, new Deliveries(room, packs, counters));
  }

  /** Interrupts what works for a link, and waits until it has stopped. */
  static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the link closes while a parcel is still being committed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
