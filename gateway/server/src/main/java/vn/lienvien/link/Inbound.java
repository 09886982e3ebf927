package vn.lienvien.link;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.Receipt;

/**
 * The receiving end of one link: which transfer number of the peer is which parcel, and what it is
 * answered. Thread-safe.
 */
final class Inbound {
  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
  private static final LinkJson JSON = new LinkJson();

  /** Offers of one peer that are being looked into at the same time. */
  private static final int OFFERS = 32;

  private static final int LEVEL = 9;

  private final String peerSiteId;
  private final LinkEnds ends;
  private final Outbound.Voice voice;
  private final Map<Integer, String> parcels = new ConcurrentHashMap<>();
  private final Set<String> committing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger offers = new AtomicInteger();

  Inbound(String peerSiteId, LinkEnds ends, Outbound.Voice voice) {
    this.peerSiteId = peerSiteId;
    this.ends = ends;
    this.voice = voice;
  }

  /** With the connections gone, nobody is there to hear it: the peer asks again. */
  private void say(int transfer, Answer answer) {
    boolean unused = voice.say(answer.frame(transfer));
  }

  /** The peer is another process: its numbers mean nothing any more. */
  void forgotten() {
    parcels.clear();
    ends.receiver().forgetAhead(peerSiteId);
  }

  void offered(WireReader in) throws LinkFormatException {
    int transfer = in.u32();
    AheadPlaces places = AheadPlaces.read(in);
    byte[] wire = in.rest();
    consider(
        transfer,
        () -> {
          Offer offer = Offer.read(wire, ends.room().limits());
          OfferOutcome outcome = ends.receiver().offer(peerSiteId, offer, places);
          return taken(transfer, offer.parcelId(), outcome);
        });
  }

  void resumed(WireReader in) throws LinkFormatException {
    int transfer = in.u32();
    Resumption wanted = Resumption.read(in);
    consider(
        transfer,
        () -> {
          if (committing.contains(wanted.parcelId())) {
            parcels.put(transfer, wanted.parcelId());
            return Optional.of(new Answer.Verifying());
          }
          Optional<OfferOutcome> outcome = ends.receiver().resume(peerSiteId, wanted);
          return outcome.isEmpty()
              ? Optional.of(new Answer.Unknown())
              : taken(transfer, wanted.parcelId(), outcome.get());
        });
  }

  /** Bytes that the peer has still to send of what it has offered. */
  long backlogBytes() {
    return parcels.values().stream()
        .mapToLong(parcelId -> ends.receiver().lackingBytes(peerSiteId, parcelId))
        .sum();
  }

  /** A stretch of a stream whose parcel may not have been offered yet. */
  void ahead(WireReader in) throws LinkFormatException {
    int stream = in.u32();
    long offset = in.u64();
    ends.receiver()
        .ahead(peerSiteId, stream, offset, ByteBuffer.wrap(in.rest()))
        .ifPresent(this::passed);
  }

  private void passed(EarlyFrames.Passed passed) {
    String parcelId = passed.parcel().offer().parcelId();
    for (Map.Entry<Integer, String> transfer : parcels.entrySet()) {
      if (!transfer.getValue().equals(parcelId)) {
        continue;
      }
      if (passed.filled().complete()) {
        commit(transfer.getKey(), parcelId);
      }
      if (!passed.filled().corrupt().isEmpty()) {
        say(transfer.getKey(), new Answer.Again(passed.filled().corrupt()));
      }
    }
  }

  void piece(int transfer, int piece, ByteBuffer bytes) {
    String parcelId = parcels.get(transfer);
    if (parcelId == null) {
      // Late pieces of what is committed already; a flood of others costs its sender's line only.
      ends.counters().stray();
      return;
    }
    ends.counters().received(bytes.remaining());
    switch (ends.receiver().piece(peerSiteId, parcelId, piece, bytes)) {
      case KEPT -> {}
      case COMPLETE -> commit(transfer, parcelId);
      case CORRUPT ->
          say(transfer, new Answer.Again(ends.receiver().chunkOf(peerSiteId, parcelId, piece)));
      case UNKNOWN -> ends.counters().stray();
      case POSTPONED -> {
        // Said once; what still comes of it is passed over until it is asked about again.
        parcels.remove(transfer);
        say(transfer, new Answer.Postponed("a piece could not be kept"));
      }
    }
  }

  private interface Consideration {
    Optional<Answer> run() throws IOException;
  }

  private void consider(int transfer, Consideration consideration) {
    if (offers.incrementAndGet() > OFFERS) {
      offers.decrementAndGet();
      say(transfer, new Answer.Postponed("too many offers at once"));
      return;
    }
    voice.later(() -> {
      try {
        consideration.run().ifPresent(answer -> say(transfer, answer));
      } catch (LinkFormatException e) {
        say(transfer, new Answer.Refused(String.valueOf(e.getMessage())));
      } catch (IOException | RuntimeException e) {
        LOG.error("an offer of {} could not be considered", peerSiteId, e);
        say(transfer, new Answer.Postponed("failed here; the log says why"));
      } finally {
        offers.decrementAndGet();
      }
    });
  }

  private Optional<Answer> taken(int transfer, String parcelId, OfferOutcome outcome) {
    return switch (outcome) {
      case OfferOutcome.Lacking lacking -> {
        if (parcels.size() > 4 * ends.room().limits().openParcels()) {
          parcels.clear();
        }
        parcels.put(transfer, parcelId);
        // Asked again, since what went ahead may have completed it before it had a number here.
        if (!ends.receiver().isComplete(peerSiteId, parcelId)) {
          yield Optional.of(new Answer.Lacking(lacking.pieces()));
        }
        commit(transfer, parcelId);
        yield Optional.of(new Answer.Verifying());
      }
      case OfferOutcome.Delivered delivered -> {
        receipt(transfer, delivered.receipt());
        yield Optional.empty();
      }
      case OfferOutcome.Refused refused -> Optional.of(new Answer.Refused(refused.reason()));
      case OfferOutcome.Postponed postponed ->
          Optional.of(new Answer.Postponed(postponed.reason()));
    };
  }

  private void commit(int transfer, String parcelId) {
    if (committing.add(parcelId)) {
      voice.later(() -> {
        try {
          committed(transfer, ends.receiver().commit(peerSiteId, parcelId));
        } catch (IOException | RuntimeException e) {
          LOG.error("parcel {} of {} could not be committed", parcelId, peerSiteId, e);
          say(transfer, new Answer.Postponed("cannot be committed; the log there says why"));
        } finally {
          committing.remove(parcelId);
        }
      });
    }
  }

  private void committed(int transfer, CommitOutcome outcome) {
    switch (outcome) {
      case CommitOutcome.Committed committed -> {
        parcels.remove(transfer);
        receipt(transfer, committed.receipt());
      }
      case CommitOutcome.Incomplete incomplete ->
          say(transfer, new Answer.Lacking(incomplete.lacking()));
      case CommitOutcome.Unknown unknown -> say(transfer, new Answer.Unknown());
      case CommitOutcome.Refused refused -> say(transfer, new Answer.Refused(refused.reason()));
      case CommitOutcome.Postponed postponed ->
          say(transfer, new Answer.Postponed(postponed.reason()));
    }
  }

  private void receipt(int transfer, Receipt receipt) {
    byte[] body = new WireWriter().u32(transfer).bytes(packed(receipt)).toByteArray();
    boolean unused = voice.say(new Frame(FrameType.RECEIPT, body));
  }

  /** A receipt as frames carry it. */
  static byte[] packed(Receipt receipt) {
    return Zstd.compress(JSON.bytes(receipt), LEVEL);
  }

  /** Reads what follows the transfer's number in a receipt frame. */
  static Receipt receipt(WireReader in) throws IOException {
    byte[] packed = in.rest();
    long size = Zstd.getFrameContentSize(packed);
    if (size <= 0 || size > FrameType.RECEIPT.bound(LinkLimits.standard())) {
      throw new LinkFormatException("not a receipt, or one beyond the limit");
    }
    try {
      return JSON.read(Zstd.decompress(packed, (int) size), Receipt.class);
    } catch (ZstdException e) {
      throw new LinkFormatException("the receipt is damaged");
    }
  }
}
