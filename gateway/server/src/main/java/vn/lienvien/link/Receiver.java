package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;

/**
 * The receiving end, the same at hub and spoke: takes offers and pieces, proves files while they
 * arrive, and commits a parcel exactly once. Thread-safe; several parcels at a time.
 */
final class Receiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  private final LinkRoom room;
  private final OfferRules rules;
  private final LinkCounters counters;
  private final AheadStore early;
  private final Held held;
  private final Filing filing;
  private final OwnReceipts own;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Arrival> open = new ConcurrentHashMap<>();
  private final ReentrantLock[] locks = new ReentrantLock[64];

  Receiver(LinkRoom room, LinkCounters counters) {
    this.room = room;
    this.rules = new OfferRules(room.identity().siteId(), room.limits());
    this.counters = counters;
    this.early = new AheadStore(room.directory().resolve("incoming"));
    this.held = new Held(room.objects(), room.pixels());
    this.filing = new Filing(room.objects(), threads);
    this.own = new OwnReceipts(room.identity());
    Arrays.setAll(locks, ignored -> new ReentrantLock());
  }

  /** A parcel under way to us, and how far its files are rebuilt. */
  private record Arrival(IncomingParcel parcel, Unpacking unpacking) {}

  /** Receipts of ours that peers have handed back. */
  OwnReceipts own() {
    return own;
  }

  /** Takes an offer that came from this (authenticated) site. */
  OfferOutcome offer(String peerSiteId, Offer offer) throws IOException {
    return offer(peerSiteId, offer, AheadPlaces.none());
  }

  /**
   * Takes an offer.
   *
   * @param places where in a stream that went ahead its frames are
   */
  OfferOutcome offer(String peerSiteId, Offer offer, AheadPlaces places) throws IOException {
    Optional<String> fault = rules.fault(offer, peerSiteId);
    if (fault.isPresent()) {
      return refused(offer, fault.get());
    }
    ReentrantLock lock = lock(peerSiteId, offer.parcelId());
    lock.lock();
    try {
      Optional<Receipt> receipt = room.parcels().incomingReceipt(offer.parcelId());
      if (receipt.isPresent()) {
        return again(peerSiteId, offer, receipt.get());
      }
      if (tooMany(peerSiteId, offer.parcelId())) {
        return new OfferOutcome.Postponed("too many parcels are under way; finish some first");
      }
      Files.createDirectories(directory(peerSiteId));
      if (Files.getFileStore(directory(peerSiteId)).getUsableSpace() < needed(offer)) {
        return new OfferOutcome.Postponed("not enough disk space to receive and unpack it");
      }
      return new OfferOutcome.Lacking(begin(peerSiteId, offer, places).lacking());
    } finally {
      lock.unlock();
    }
  }

  /** Goes on with a parcel that was offered before; nothing when it must be offered again. */
  Optional<OfferOutcome> resume(String peerSiteId, Resumption wanted) throws IOException {
    if (!OfferRules.PARCEL_ID.matcher(wanted.parcelId()).matches()) {
      return Optional.empty();
    }
    Optional<Receipt> receipt =
        committed(peerSiteId, wanted.parcelId())
            .filter(known -> known.manifestDigest().equals(wanted.manifestDigest()));
    if (receipt.isPresent()) {
      counters.duplicate();
      return Optional.of(new OfferOutcome.Delivered(receipt.get()));
    }
    Arrival arrival = open.get(key(peerSiteId, wanted.parcelId()));
    if (arrival != null && wanted.isFor(arrival.parcel().offer())) {
      return Optional.of(new OfferOutcome.Lacking(arrival.parcel().lacking()));
    }
    Optional<Offer> noted = noted(peerSiteId, wanted.parcelId()).filter(wanted::isFor);
    return noted.isEmpty() ? Optional.empty() : Optional.of(offer(peerSiteId, noted.get()));
  }

  /** Keeps frames that came ahead of their parcel; tells which parcel they have gone on to. */
  Optional<EarlyFrames.Passed> ahead(String peerSiteId, int stream, long offset, ByteBuffer bytes) {
    counters.received(bytes.remaining());
    try {
      Optional<EarlyFrames.Passed> passed = early.put(peerSiteId, stream, offset, bytes);
      passed
          .map(one -> open.get(key(peerSiteId, one.parcel().offer().parcelId())))
          .ifPresent(this::unpackMore);
      passed
          .filter(one -> !one.filled().corrupt().isEmpty())
          .ifPresent(one -> corrupted(one.parcel().offer().parcelId()));
      return passed;
    } catch (IOException e) {
      // What is not kept lacks when its parcel is asked about.
      LOG.debug("frames ahead of their parcel could not be kept", e);
      return Optional.empty();
    }
  }

  /** The peer is another process: what it had sent ahead belongs to nothing any more. */
  void forgetAhead(String peerSiteId) {
    early.forget(peerSiteId);
  }

  /** Whether all content of a parcel is here and only its commit lacks. */
  boolean isComplete(String peerSiteId, String parcelId) {
    Arrival arrival = open.get(key(peerSiteId, parcelId));
    return arrival != null && arrival.parcel().complete();
  }

  /**
   * Deletes what nobody goes on with: frames kept for parcels that never came, files half rebuilt,
   * and content of which nothing has come for long.
   */
  void sweep() throws IOException {
    early.sweep();
    new AbandonedParcels(room.directory().resolve("incoming"), room.clock()).sweep(this::isOpen);
  }

  PieceOutcome piece(String peerSiteId, String parcelId, int piece, ByteBuffer bytes) {
    Arrival arrival = open.get(key(peerSiteId, parcelId));
    if (arrival == null) {
      return PieceOutcome.UNKNOWN;
    }
    IncomingParcel parcel = arrival.parcel();
    long before = parcel.prefixBytes();
    try {
      PieceOutcome outcome = parcel.put(piece, bytes);
      if (outcome == PieceOutcome.CORRUPT) {
        corrupted(parcelId);
      } else if (parcel.prefixBytes() > before) {
        unpackMore(arrival);
      }
      return outcome;
    } catch (IOException e) {
      LOG.error("a piece of parcel {} cannot be kept; is the disk full?", parcelId, e);
      return PieceOutcome.POSTPONED;
    }
  }

  /** Commits a parcel whose content is all here; asked again it gives the same receipt. */
  CommitOutcome commit(String peerSiteId, String parcelId) throws IOException {
    if (!OfferRules.PARCEL_ID.matcher(parcelId).matches()) {
      return new CommitOutcome.Unknown();
    }
    ReentrantLock lock = lock(peerSiteId, parcelId);
    lock.lock();
    try {
      Optional<Receipt> receipt = committed(peerSiteId, parcelId);
      if (receipt.isPresent()) {
        return new CommitOutcome.Committed(receipt.get());
      }
      Arrival arrival = open.get(key(peerSiteId, parcelId));
      if (arrival == null) {
        return new CommitOutcome.Unknown();
      }
      if (!arrival.parcel().complete()) {
        return new CommitOutcome.Incomplete(arrival.parcel().lacking());
      }
      return conclude(peerSiteId, arrival);
    } finally {
      lock.unlock();
    }
  }

  private CommitOutcome conclude(String peerSiteId, Arrival arrival) throws IOException {
    String key = key(peerSiteId, arrival.parcel().offer().parcelId());
    boolean over = false;
    try {
      CommitOutcome outcome = prove(peerSiteId, arrival);
      over = !(outcome instanceof CommitOutcome.Postponed);
      return outcome;
    } finally {
      if (over) {
        open.remove(key);
        arrival.parcel().discard();
        early.forget(peerSiteId, arrival.parcel());
      } else {
        // Files may be half written or archived already: the next attempt rebuilds them all.
        open.put(key, arrival(peerSiteId, arrival.parcel()));
      }
      arrival.unpacking().clear();
    }
  }

  /** The pieces of the chunk that a piece belongs to. */
  BitSet chunkOf(String peerSiteId, String parcelId, int piece) {
    BitSet pieces = new BitSet();
    Arrival arrival = open.get(key(peerSiteId, parcelId));
    if (arrival != null) {
      ContentIndex content = arrival.parcel().offer().content();
      int chunk = content.chunkOf(piece);
      pieces.set(content.firstPiece(chunk), content.endPiece(chunk));
    }
    return pieces;
  }

  /** How much of a parcel has not come; zero for one that is not being received. */
  long lackingBytes(String peerSiteId, String parcelId) {
    Arrival arrival = open.get(key(peerSiteId, parcelId));
    return arrival == null
        ? 0
        : arrival.parcel().offer().content().sizeBytes() - arrival.parcel().arrivedBytes();
  }

  /** Whether anything of this parcel is being received now. */
  boolean isOpen(String peerSiteId, String parcelId) {
    return open.containsKey(key(peerSiteId, parcelId));
  }

  private IncomingParcel begin(String peerSiteId, Offer offer, AheadPlaces places)
      throws IOException {
    Arrival known = open.get(key(peerSiteId, offer.parcelId()));
    if (known != null && Arrays.equals(known.parcel().offer().digest(), offer.digest())) {
      early.claim(peerSiteId, places, known.parcel());
      return known.parcel();
    }
    if (known != null) {
      known.unpacking().stop();
    }
    IncomingParcel parcel = IncomingParcel.open(offer, directory(peerSiteId));
    held.fill(parcel);
    early.claim(peerSiteId, places, parcel);
    Arrival arrival = arrival(peerSiteId, parcel);
    open.put(key(peerSiteId, offer.parcelId()), arrival);
    unpackMore(arrival);
    return parcel;
  }

  private Arrival arrival(String peerSiteId, IncomingParcel parcel) {
    Path workplace = directory(peerSiteId).resolve(parcel.offer().parcelId() + ".files");
    return new Arrival(
        parcel, new Unpacking(parcel, workplace, room.pixels()::framesDigest, threads));
  }

  private void corrupted(String parcelId) {
    counters.corruptChunk();
    LOG.warn("a chunk of parcel {} came corrupted; it is asked for again", parcelId);
  }

  private void unpackMore(Arrival arrival) {
    if (!arrival.parcel().complete()) {
      threads.execute(() -> unpack(arrival));
    }
  }

  private static void unpack(Arrival arrival) {
    try {
      arrival.unpacking().advance(arrival.parcel()::prefixBytes);
    } catch (IOException | RuntimeException e) {
      // The commit begins it anew and says so.
      LOG.debug("a parcel could not be unpacked ahead of its end", e);
    }
  }

  private CommitOutcome prove(String peerSiteId, Arrival arrival) throws IOException {
    Offer offer = arrival.parcel().offer();
    Optional<CommitOutcome> obstacle = arrival.unpacking().finish().map(CommitOutcome.Refused::new);
    if (obstacle.isEmpty()) {
      obstacle = filing.store(arrival.unpacking().manifest(), arrival.unpacking().files());
    }
    if (obstacle.isPresent()) {
      counters.refusedParcel();
      LOG.warn("parcel {} from {}: {}", offer.parcelId(), peerSiteId, obstacle.get());
      return obstacle.get();
    }
    ParcelManifest manifest = arrival.unpacking().manifest();
    Receipt receipt =
        own.of(offer)
            .orElseGet(() -> ReceiptBody.sign(offer, room.identity(), room.database().now()));
    Optional<String> unbelievable =
        room.identity().fault(receipt.document(), room.identity().siteId());
    if (unbelievable.isPresent()) {
      // Given once it is given for ever: signed by a wrong clock it would never be believed.
      LOG.warn("a receipt that this site signs now would not be believed: {}", unbelievable.get());
      return new CommitOutcome.Postponed("its receipt cannot be signed here now; see the log");
    }
    CommitOutcome committed =
        room.database()
            .transact(transaction -> {
              room.parcels().putIncoming(transaction, manifest, receipt);
              // The case first: a document belongs to one, and a study makes it.
              room.events().received(transaction, manifest);
              room.documents().accept(transaction, receipt.document());
              return new CommitOutcome.Committed(receipt);
            });
    counters.received();
    LOG.info(
        "parcel {} from {} committed, {} objects",
        offer.parcelId(),
        peerSiteId,
        manifest.objects().size());
    return committed;
  }

  private OfferOutcome again(String peerSiteId, Offer offer, Receipt receipt) {
    boolean same =
        receipt.manifestDigest().equals(offer.manifestDigest())
            && committed(peerSiteId, offer.parcelId()).isPresent();
    if (!same) {
      return refused(offer, "a parcel of this id is committed here with another manifest");
    }
    counters.duplicate();
    return new OfferOutcome.Delivered(receipt);
  }

  private Optional<Receipt> committed(String peerSiteId, String parcelId) {
    Optional<Receipt> known =
        room.parcels()
            .incoming(parcelId)
            .filter(manifest -> manifest.fromSiteId().equals(peerSiteId))
            .flatMap(manifest -> room.parcels().incomingReceipt(parcelId));
    if (known.isPresent()) {
      // What is read may be a moment ahead of the disk; what is answered may not.
      room.database().commit(transaction -> {});
    }
    return known;
  }

  private Optional<Offer> noted(String peerSiteId, String parcelId) throws IOException {
    try {
      byte[] journal = Files.readAllBytes(IncomingParcel.journal(directory(peerSiteId), parcelId));
      return Optional.of(Offer.read(journal, room.limits()));
    } catch (NoSuchFileException | LinkFormatException e) {
      // Never begun, or torn: the sender offers it again.
      return Optional.empty();
    }
  }

  private OfferOutcome refused(Offer offer, String reason) {
    counters.refusedParcel();
    LOG.warn("an offer of {} objects is refused: {}", offer.manifest().objects().size(), reason);
    return new OfferOutcome.Refused(reason);
  }

  private boolean tooMany(String peerSiteId, String parcelId) {
    long others =
        open.keySet().stream()
            .filter(key -> key.startsWith(peerSiteId + "/"))
            .filter(key -> !key.equals(key(peerSiteId, parcelId)))
            .count();
    return others >= room.limits().openParcels();
  }

  private static long needed(Offer offer) {
    ParcelManifest manifest = offer.manifest();
    long files = manifest.objects().stream().mapToLong(ParcelObject::sizeBytes).sum();
    return 2 * files + offer.content().sizeBytes();
  }

  private Path directory(String peerSiteId) {
    return room.directory().resolve("incoming").resolve(peerSiteId);
  }

  private ReentrantLock lock(String peerSiteId, String parcelId) {
    return locks[Math.floorMod(key(peerSiteId, parcelId).hashCode(), locks.length)];
  }

  private static String key(String peerSiteId, String parcelId) {
    return peerSiteId + "/" + parcelId;
  }

  /** Returns once no thread of this receiver touches a file any more. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    for (Arrival arrival : open.values()) {
      try {
        arrival.unpacking().stop();
      } catch (IOException e) {
        LOG.debug("a content file that cannot be closed", e);
      }
    }
  }
}
