package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Priority;
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
  private static final Duration UNSURE_AGAIN = Duration.ofSeconds(5);

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
    this.ahead = new LinkAhead();
  }

  /** Takes up what waits in the outbox, the most urgent first, a few of each class. */
  void refresh() {
    List<ParcelHead> heads = ends.room().parcels().waiting(peerSiteId, LISTED);
    for (ParcelHead head : heads) {
      Optional<Transfer> begun = begin(head);
      begun.ifPresent(transfer -> voice.later(() -> pack(transfer)));
    }
  }

  /** Sends a file's frames before the parcel of its case. */
  void ahead(String caseId, Path file, String fileDigest, Priority priority) throws IOException {
    List<Segment> frames =
        ends.room().pixels().compressed(file).stream()
            .map(range -> new Segment(file, range.offset(), range.length()))
            .toList();
    synchronized (this) {
      if (transfers.values().stream().noneMatch(one -> one.holds(fileDigest))) {
        ahead.add(caseId, fileDigest, frames, priority);
      }
    }
  }

  /**
   * Which piece is to be written next.
   *
   * @param mostAhead the longest stretch of frames ahead of their parcel
   * @param patienceNanos how late what flies must be to be sent again where nothing else is left
   */
  synchronized Optional<Outgoing> next(boolean statOnly, int mostAhead, long patienceNanos) {
    Optional<Outgoing> fresh = next(statOnly, mostAhead);
    return fresh.isPresent() || statOnly ? fresh : late(patienceNanos);
  }

  /** One connection that lost packets must not hold up the end of a parcel. */
  private Optional<Outgoing> late(long patienceNanos) {
    long now = System.nanoTime();
    for (Transfer transfer : transfers.values()) {
      OptionalInt piece = transfer.late(now, patienceNanos);
      if (piece.isPresent()) {
        return Optional.of(piece(transfer, piece.getAsInt()));
      }
    }
    return Optional.empty();
  }

  private Optional<Outgoing> next(boolean statOnly, int mostAhead) {
    Optional<Transfer> chosen = order.next(transfers.values(), statOnly);
    if (!statOnly) {
      Optional<AheadStream.Stretch> stretch = ahead.next(chosen.map(Transfer::priority), mostAhead);
      if (stretch.isPresent()) {
        ends.counters().sent(stretch.get().length());
        return stretch.map(Outgoing.Ahead::new);
      }
    }
    return chosen.flatMap(transfer -> next(transfer, mostAhead));
  }

  /** Its head first: with it the receiver rebuilds files while the rest is on its way. */
  private Optional<Outgoing> next(Transfer transfer, int mostAhead) {
    Optional<Outgoing.Cargo> cargo =
        transfer.sendsPieces()
            ? Optional.of(piece(transfer, transfer.lacking.nextSetBit(0)))
            : transfer.nextAhead(mostAhead).map(Outgoing.Ahead::new);
    cargo.ifPresent(one -> {
      transfer.servedBytes += one.length();
      transfer.sentAtNanos = System.nanoTime();
      ends.counters().sent(one.length());
    });
    return cargo.map(Outgoing.class::cast);
  }

  private Outgoing.Content piece(Transfer transfer, int piece) {
    transfer.lacking.clear(piece);
    transfer.flying.set(piece);
    Outgoing.Content content = new Outgoing.Content(transfer, transfer.parcel(), piece);
    if (transfer.everSent.get(piece)) {
      ends.counters().repeated(content.length());
    }
    transfer.everSent.set(piece);
    return content;
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
      switch (flight.cargo()) {
        case Outgoing.Content content -> {
          content.transfer().arrived(content.piece());
        }
        case Outgoing.Ahead one -> {
          one.stretch().stream().confirmed(one.stretch().range());
          for (Transfer transfer : transfers.values()) {
            transfer.aheadConfirmed(one.stretch());
            transfer.settle();
          }
        }
      }
    }
  }

  /** A connection has ended: what flew on it, and what was asked on it, is asked about anew. */
  void lost(List<Flight> flights) {
    synchronized (this) {
      flights.forEach(flight -> lost(flight.cargo()));
    }
    askAgain(0);
  }

  private void lost(Outgoing.Cargo cargo) {
    switch (cargo) {
      case Outgoing.Content content -> {
        content.transfer().flying.clear(content.piece());
        content.transfer().unsure.set(content.piece());
      }
      case Outgoing.Ahead one -> {
        one.stretch().stream().lost(one.stretch().range());
        transfers.values().forEach(transfer -> transfer.aheadLost(one.stretch()));
      }
    }
  }

  /**
   * There is a connection more: what could not be asked is asked, and what has not been answered
   * for longer than others may be silent. A question just asked is on its way, and asked twice it
   * may overtake its own offer.
   */
  void reconnected(long patienceNanos) {
    askAgain(patienceNanos);
  }

  private void askAgain(long sinceNanos) {
    List<Transfer> ask = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (this) {
      for (Transfer transfer : transfers.values()) {
        boolean waits =
            transfer.state == Transfer.State.ASKED || transfer.state == Transfer.State.VERIFYING;
        boolean unsure = transfer.state == Transfer.State.MOVING && !transfer.unsure.isEmpty();
        boolean due = transfer.unheard || now - transfer.askedAtNanos >= sinceNanos;
        if ((waits || unsure) && due) {
          ask.add(transfer);
        }
      }
    }
    ask.forEach(this::ask);
  }

  /** The peer knows nothing of our transfers: another process, or the first time. */
  void forgotten() {
    List<Transfer> ask = new ArrayList<>();
    synchronized (this) {
      ahead.startOver();
      for (Transfer transfer : transfers.values()) {
        transfer.leaveStream();
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
  void unreadable(Outgoing.Cargo cargo, IOException why) {
    switch (cargo) {
      case Outgoing.Content content -> {
        discard(content.transfer());
        setAside(content.transfer(), "cannot be read here: " + why.getMessage());
      }
      // Its parcel will say whether that is a fault; the frames come with it.
      case Outgoing.Ahead one -> lost(List.of(new Flight(one, one.length(), System.nanoTime())));
    }
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
        // The answer may have gone to a connection of which only we knew that it had ended.
        boolean unsure = transfer.state == Transfer.State.MOVING && !transfer.unsure.isEmpty();
        long silent = nowNanos - transfer.askedAtNanos;
        if (waits && silent > ASK_AGAIN.toNanos() || unsure && silent > UNSURE_AGAIN.toNanos()) {
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
      Optional<Receipt> former = ends.room().parcels().receipt(manifest.get().parcelId());
      synchronized (this) {
        transfer.packed(made);
        transfer.former = former;
        transfer.forget();
        // Of what may be known there already nothing goes ahead any more.
        ahead.take(made.offer()).filter(gone -> !made.known()).ifPresent(transfer::follow);
      }
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
    handBack(transfer);
    Optional<Resumption> resumption = asking(transfer);
    // Never while this is locked: whoever writes holds the voice's lock and asks us what is next.
    if (resumption.isEmpty()) {
      offer(transfer);
    } else {
      boolean said = voice.say(resumption.get().frame(transfer.number()));
      synchronized (this) {
        transfer.unheard = !said;
      }
    }
  }

  /** Every process of a receiver that was restored must know before it commits and signs anew. */
  private void handBack(Transfer transfer) {
    transfer.former.ifPresent(receipt -> {
      boolean unused = voice.say(new Frame(FrameType.HANDED_BACK, Inbound.packed(receipt)));
    });
  }

  private synchronized Optional<Resumption> asking(Transfer transfer) {
    if (!transfer.offered) {
      return Optional.empty();
    }
    boolean moving = transfer.answered && transfer.state == Transfer.State.MOVING;
    if (!moving && transfer.state != Transfer.State.VERIFYING) {
      transfer.state = Transfer.State.ASKED;
    }
    transfer.asked(System.nanoTime());
    return Optional.of(transfer.resumption());
  }

  private void offer(Transfer transfer) {
    byte[] wire;
    AheadPlaces places;
    synchronized (this) {
      transfer.state = Transfer.State.ASKED;
      transfer.forget();
      places = transfer.aheadPlaces();
      transfer.asked(System.nanoTime());
      wire = transfer.parcel().offer().wire();
    }
    byte[] body =
        new WireWriter().u32(transfer.number()).bytes(places.wire()).bytes(wire).toByteArray();
    boolean said = voice.say(new Frame(FrameType.OFFER, body));
    synchronized (this) {
      transfer.offered |= said;
      transfer.unheard = !said;
    }
  }

  private synchronized void lacks(Transfer transfer, BitSet pieces) {
    transfer.answered(pieces);
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
