package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.outbox.Parcels;

/**
 * What both ends do in case one of them was restored from a backup older than the other's books:
 * each names to every new process of the other the parcels whose receipts it holds, the other
 * answers which of them it does not know, and those are sent again. Thread-safe.
 */
final class Recollection {
  private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);

  /** No backup is older that anybody goes back to. */
  private static final Duration REACH = Duration.ofDays(60);

  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
  private static final int PARCELS = 8192;
  private static final int A_FRAME = 512;

  private final String peerSiteId;
  private final LinkEnds ends;
  private final Outbound.Voice voice;
  private final AtomicInteger owed = new AtomicInteger();
  private volatile long toldAtNanos;

  Recollection(String peerSiteId, LinkEnds ends, Outbound.Voice voice) {
    this.peerSiteId = peerSiteId;
    this.ends = ends;
    this.voice = voice;
  }

  /** Names what is booked; to be called when the peer is another process. */
  void tell() {
    toldAtNanos = System.nanoTime();
    owed.set(1);
    voice.later(() -> {
      Instant since = ends.room().clock().instant().minus(REACH);
      List<String> booked = ends.room().parcels().booked(peerSiteId, since, PARCELS);
      owed.set((booked.size() + A_FRAME - 1) / A_FRAME);
      for (int from = 0; from < booked.size(); from += A_FRAME) {
        say(FrameType.BOOKED, booked.subList(from, Math.min(booked.size(), from + A_FRAME)));
      }
    });
  }

  /** What was told on a connection that ended is told again. */
  void tick(long nowNanos) {
    if (owed.get() > 0 && nowNanos - toldAtNanos > ASK_AGAIN.toNanos()) {
      tell();
    }
  }

  /** The peer holds our receipts for these. */
  void booked(WireReader in) throws LinkFormatException {
    List<String> parcelIds = read(in);
    voice.later(() -> say(FrameType.MISSED, ends.room().parcels().unknown(peerSiteId, parcelIds)));
  }

  /**
   * The peer has receipted these and knows nothing of them.
   *
   * @param reopened to be run when parcels wait again
   */
  void missed(WireReader in, Runnable reopened) throws LinkFormatException {
    List<String> parcelIds = read(in);
    owed.updateAndGet(before -> Math.max(0, before - 1));
    if (parcelIds.isEmpty()) {
      return;
    }
    voice.later(() -> {
      Parcels parcels = ends.room().parcels();
      List<String> again =
          ends.room()
              .database()
              .transact(transaction ->
                  parcelIds.stream()
                      .filter(id -> parcels.reopen(transaction, peerSiteId, id))
                      .toList());
      LOG.warn(
          "{} no longer knows {} parcels that it has receipted; was it restored from a backup?"
              + " They are sent again",
          peerSiteId,
          again.size());
      // With each question about one of them goes the receipt that its receiver gave (Outbound).
      reopened.run();
    });
  }

  /** Our own receipt, from a peer to which we have said that we do not know it. */
  void handedBack(WireReader in) throws IOException {
    ends.receiver().own().handedBack(Inbound.receipt(in));
  }

  private void say(FrameType type, List<String> parcelIds) {
    WireWriter out = new WireWriter().number(parcelIds.size());
    parcelIds.forEach(out::text);
    boolean unused = voice.say(new Frame(type, out.toByteArray()));
  }

  private static List<String> read(WireReader in) throws LinkFormatException {
    int count = in.count();
    if (count > A_FRAME) {
      throw new LinkFormatException("more parcels named than one frame may");
    }
    List<String> parcelIds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parcelIds.add(
          Optional.of(in.text())
              .filter(id -> OfferRules.PARCEL_ID.matcher(id).matches())
              .orElseThrow(() -> new LinkFormatException("a parcel id that is not one")));
    }
    return parcelIds;
  }
}
