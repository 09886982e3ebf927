package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;
import vn.lienvien.outbox.ParcelHead;

/**
 * The sending end of one link: the parcels under way to the peer, what it is asked and what it
 * answers. Decides nothing about connections; speaks through a {@link Voice}. Thread-safe.
 */
final class Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

  /** Parcels of one class that share the line; the others wait in the outbox. */
  private static final int AT_ONCE = 4;

  private static final int LISTED = 64;
  private static final int CORRUPT_CHUNKS = 3;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

  private final String peerSiteId;
  private final LinkEnds ends;
  private final Voice voice;
  private final LinkAhead ahead;
  private final TransferOrder order = new TransferOrder();
  private final Map<Integer, Transfer> transfers = new LinkedHashMap<>();
  private int lastNumber;
  private String lastError = "";

  /** How frames reach the peer, and who does what takes time. */
  interface Voice {
    /**
     * Sends a small frame on whichever connection is best; it may be lost with it.
     *
     * @return false where there is no connection
     */
    boolean say(Frame frame);

    /** There may be pieces to write. */
    void wake();

    void later(Runnable work);
  }

  Outbound(String peerSiteId, LinkEnds ends, Voice voice) {
    this.peerSiteId = peerSiteId;
    this.ends = ends;
    this.voice = voice;
    this.ahead = new LinkAhead(ends.room().pixels());
  }

  /** Takes up what waits in the outbox, the most urgent first, a few of each class. */
  void refresh() {
    List<ParcelHead> heads = ends.room().parcels().waiting(peerSiteId, LISTED);
    for (ParcelHead head : heads) {
      Optional<Transfer> begun = begin(head);
      begun.ifPresent(transfer -> voice.later(() -> pack(transfer)));
    }
  }

  /** Which piece is to be written next. */
  synchronized Optional<Outgoing> next(Connection connection, boolean statOnly) {
    Optional<Transfer> chosen = order.next(transfers.values(), statOnly);
    if (!statOnly) {
      Optional<LinkAhead.Stretch> stretch = ahead.next(connection, chosen.map(Transfer::priority));
      if (stretch.isPresent()) {
        ends.counters().sent(stretch.get().length());
        return stretch.map(Outgoing.Ahead::new);
      }
    }
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Transfer transfer = chosen.get();
    int piece = transfer.lacking.nextSetBit(0);
    transfer.lacking.clear(piece);
    transfer.flying.set(piece);
    Outgoing.Content content = new Outgoing.Content(transfer, transfer.parcel(), piece);
    int bytes = content.length();
    transfer.servedBytes += bytes;
    if (transfer.everSent.get(piece)) {
      ends.counters().repeated(bytes);
    }
    transfer.everSent.set(piece);
    ends.counters().sent(bytes);
    return Optional.of(content);
  }

  LinkAhead ahead() {
    return ahead;
  }

  synchronized boolean hasWork() {
    return ahead.hasWork() || transfers.values().stream().anyMatch(Transfer::hasWork);
  }

  synchronized long backlogBytes() {
    return ahead.backlogBytes()
        + transfers.values().stream()
            .filter(one -> one.packed() && one.state != Transfer.State.ASIDE)
            .mapToLong(Transfer::remainingBytes)
            .sum();
  }

  synchronized void confirmed(List<Flight> flights) {
    for (Flight flight : flights) {
      flight
          .transfer()
          .ifPresent(transfer -> {
            transfer.flying.clear(flight.piece());
            settle(transfer);
          });
    }
  }

  /** A connection has ended: what flew on it, and what was asked on it, is asked about anew. */
  void lost(Object connection, List<Flight> flights) {
    ahead.lost(connection);
    ahead.lostFrames(flights.stream().filter(flight -> flight.transfer().isEmpty()).count());
    List<Transfer> ask = new ArrayList<>();
    synchronized (this) {
      for (Flight flight : flights) {
        flight
            .transfer()
            .ifPresent(transfer -> {
              transfer.flying.clear(flight.piece());
              transfer.unsure.set(flight.piece());
            });
      }
      for (Transfer transfer : transfers.values()) {
        boolean waits =
            transfer.state == Transfer.State.ASKED || transfer.state == Transfer.State.VERIFYING;
        if (waits || (!transfer.unsure.isEmpty() && transfer.state == Transfer.State.MOVING)) {
          ask.add(transfer);
        }
      }
    }
    ask.forEach(this::ask);
  }

  /** The peer knows nothing of our transfers: another process, or the first time. */
  void forgotten() {
    ahead.startOver();
    List<Transfer> ask = new ArrayList<>();
    synchronized (this) {
      for (Transfer transfer : transfers.values()) {
        if (transfer.packed() && transfer.state != Transfer.State.ASIDE) {
          transfer.forget();
          ask.add(transfer);
        }
      }
    }
    ask.forEach(this::ask);
  }

  /** What the peer says of one of our transfers. */
  void answered(int number, WireReader in) throws LinkFormatException {
    Optional<Transfer> found = find(number);
    if (found.isEmpty() || !found.get().packed()) {
      return;
    }
    Transfer transfer = found.get();
    int pieces = transfer.parcel().offer().content().pieces();
    switch (Answer.read(in, pieces)) {
      case Answer.Lacking lacking -> lacks(transfer, lacking.pieces());
      case Answer.Again again -> corrupted(transfer, again.pieces());
      case Answer.Verifying verifying -> lacks(transfer, new BitSet());
      case Answer.Unknown unknown -> offer(transfer);
      case Answer.Refused refused -> {
        discard(transfer);
        setAside(transfer, refused.reason());
      }
      case Answer.Postponed postponed -> setAside(transfer, postponed.reason());
    }
    voice.wake();
  }

  /** Books a receipt: only this makes a parcel delivered. */
  void receipted(int number, Receipt receipt) throws IOException {
    Optional<Transfer> transfer = find(number);
    Optional<ParcelManifest> manifest = ends.room().parcels().outgoing(receipt.parcelId());
    boolean ours =
        manifest.isPresent()
            && manifest.get().toSiteId().equals(peerSiteId)
            && transfer.isPresent()
            && transfer.get().head().parcelId().equals(receipt.parcelId());
    if (!ours && ends.room().parcels().isDelivered(receipt.parcelId())) {
      // It was asked for twice and came twice.
      return;
    }
    if (!ours) {
      ends.counters().disbelieved();
      LOG.warn("{} sent a receipt for a parcel that is not under way to it", peerSiteId);
      return;
    }
    Optional<String> fault = ends.deliveries().accept(manifest.get(), receipt);
    if (fault.isPresent()) {
      ends.counters().disbelieved();
      setAside(transfer.get(), fault.get());
      return;
    }
    synchronized (this) {
      transfers.remove(number);
      lastError = "";
    }
    refresh();
  }

  /** A file of a parcel cannot be read: it is packed anew after a while. */
  void unreadable(Transfer transfer, IOException why) {
    discard(transfer);
    setAside(transfer, "cannot be read here: " + why.getMessage());
  }

  /** What time alone brings about. */
  void tick(long nowNanos) {
    List<Transfer> ask = new ArrayList<>();
    List<Transfer> again = new ArrayList<>();
    synchronized (this) {
      for (Transfer transfer : transfers.values()) {
        if (transfer.state == Transfer.State.ASIDE && nowNanos - transfer.notBeforeNanos >= 0) {
          again.add(transfer);
        }
        boolean waits =
            transfer.state == Transfer.State.ASKED || transfer.state == Transfer.State.VERIFYING;
        if (waits && nowNanos - transfer.askedAtNanos > ASK_AGAIN.toNanos()) {
          ask.add(transfer);
        }
      }
      again.forEach(transfer -> transfer.state = Transfer.State.PACKING);
    }
    ask.forEach(this::ask);
    again.forEach(transfer -> voice.later(() -> pack(transfer)));
  }

  /** Why the last parcel could not go on, in words; empty once one has. */
  synchronized String lastError() {
    return lastError;
  }

  /** The parcels under way, in their order. */
  synchronized List<TransferStatus> status(long bytesPerSecond) {
    List<TransferStatus> all = new ArrayList<>();
    for (Transfer transfer : transfers.values()) {
      all.add(TransferStatus.of(transfer, bytesPerSecond));
    }
    return all;
  }

  private synchronized Optional<Transfer> begin(ParcelHead head) {
    long ofClass = 0;
    long served = Long.MAX_VALUE;
    for (Transfer transfer : transfers.values()) {
      if (transfer.head().parcelId().equals(head.parcelId())) {
        return Optional.empty();
      }
      boolean active = transfer.state != Transfer.State.ASIDE;
      if (active && transfer.priority() == head.priority()) {
        ofClass++;
        served = Math.min(served, transfer.servedBytes);
      }
    }
    if (ofClass >= AT_ONCE) {
      return Optional.empty();
    }
    Transfer transfer = new Transfer(++lastNumber, head);
    // It shares from now on and does not make up for what the others had before.
    transfer.servedBytes = ofClass == 0 ? 0 : served;
    transfers.put(transfer.number(), transfer);
    return Optional.of(transfer);
  }

  private void pack(Transfer transfer) {
    try {
      Optional<ParcelManifest> manifest = undelivered(transfer.head().parcelId());
      if (manifest.isEmpty()) {
        synchronized (this) {
          transfers.remove(transfer.number());
        }
        return;
      }
      OutgoingParcel made = ends.packs().of(manifest.get());
      synchronized (this) {
        transfer.packed(made);
        transfer.forget();
      }
      ahead.overtaken(manifest.get().objects());
      ask(transfer);
    } catch (IOException | RuntimeException e) {
      // The database too may be away for a while, with the disk full.
      setAside(transfer, "cannot be packed: " + e.getMessage());
    }
  }

  private Optional<ParcelManifest> undelivered(String parcelId) {
    return ends.room().parcels().isDelivered(parcelId)
        ? Optional.empty()
        : ends.room().parcels().outgoing(parcelId);
  }

  /** Asks what lacks of it; offers it where the peer cannot know it. */
  private void ask(Transfer transfer) {
    Optional<Resumption> resumption = asking(transfer);
    // Never while this is locked: whoever writes holds the voice's lock and asks us what is next.
    if (resumption.isEmpty()) {
      offer(transfer);
    } else {
      boolean unused = voice.say(resumption.get().frame(transfer.number()));
    }
  }

  private synchronized Optional<Resumption> asking(Transfer transfer) {
    if (!transfer.offered) {
      return Optional.empty();
    }
    boolean moving = transfer.answered && transfer.state == Transfer.State.MOVING;
    if (!moving && transfer.state != Transfer.State.VERIFYING) {
      transfer.state = Transfer.State.ASKED;
    }
    transfer.askedAtNanos = System.nanoTime();
    return Optional.of(transfer.resumption());
  }

  private void offer(Transfer transfer) {
    byte[] wire;
    synchronized (this) {
      transfer.state = Transfer.State.ASKED;
      transfer.askedAtNanos = System.nanoTime();
      transfer.forget();
      wire = transfer.parcel().offer().wire();
    }
    Frame offer =
        new Frame(
            FrameType.OFFER,
            new WireWriter()
                .u32(transfer.number())
                .number(ahead.sentFrames())
                .bytes(wire)
                .toByteArray());
    if (voice.say(offer)) {
      synchronized (this) {
        transfer.offered = true;
      }
    }
  }

  private synchronized void lacks(Transfer transfer, BitSet pieces) {
    boolean nothingOut = transfer.lacking.isEmpty() && transfer.flying.isEmpty();
    if (!transfer.answered || nothingOut) {
      transfer.lacking.clear();
      transfer.lacking.or(pieces);
      transfer.lacking.andNot(transfer.flying);
    } else {
      BitSet lost = (BitSet) pieces.clone();
      lost.and(transfer.unsure);
      transfer.lacking.or(lost);
    }
    transfer.unsure.clear();
    transfer.answered = true;
    transfer.state = Transfer.State.MOVING;
    settle(transfer);
  }

  private void corrupted(Transfer transfer, BitSet pieces) {
    boolean hopeless;
    synchronized (this) {
      transfer.lacking.or(pieces);
      transfer.state = Transfer.State.MOVING;
      hopeless = ++transfer.corrupt >= CORRUPT_CHUNKS;
      transfer.corrupt = hopeless ? 0 : transfer.corrupt;
    }
    if (hopeless) {
      discard(transfer);
      setAside(transfer, "its chunks keep arriving corrupted");
    }
  }

  private synchronized void settle(Transfer transfer) {
    boolean allThere =
        transfer.lacking.isEmpty() && transfer.flying.isEmpty() && transfer.unsure.isEmpty();
    if (transfer.state == Transfer.State.MOVING && allThere) {
      transfer.state = Transfer.State.VERIFYING;
      transfer.askedAtNanos = System.nanoTime();
    }
  }

  private synchronized void setAside(Transfer transfer, String reason) {
    transfer.failures++;
    Duration pause = Backoff.after(transfer.failures);
    transfer.state = Transfer.State.ASIDE;
    transfer.forget();
    transfer.lastError = reason;
    transfer.notBeforeNanos = System.nanoTime() + pause.toNanos();
    lastError = "parcel " + transfer.head().parcelId() + ": " + reason;
    LOG.warn(
        "{} to {} is set aside for {}: {}", transfer.head().parcelId(), peerSiteId, pause, reason);
  }

  private void discard(Transfer transfer) {
    try {
      ends.packs().discard(transfer.head().parcelId());
    } catch (IOException e) {
      LOG.warn("the head of parcel {} cannot be deleted", transfer.head().parcelId(), e);
    }
  }

  private synchronized Optional<Transfer> find(int number) {
    return Optional.ofNullable(transfers.get(number));
  }
}
