package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;

/**
 * The receiving end, the same at hub and spoke: takes offers and chunks, and commits a parcel
 * exactly once, after its files and frames are proved. Thread-safe; several parcels at a time.
 */
final class Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  private final LinkRoom room;
  private final OfferRules rules;
  private final LinkCounters counters;
  private final Map<String, IncomingParcel> open = new ConcurrentHashMap<>();
  private final ReentrantLock[] locks = new ReentrantLock[64];

  Receiver(LinkRoom room, LinkCounters counters) {
    this.room = room;
    this.rules = new OfferRules(room.identity().siteId(), room.limits());
    this.counters = counters;
    Arrays.setAll(locks, ignored -> new ReentrantLock());
  }

  /** Takes an offer that came from this (authenticated) site. */
  OfferOutcome offer(String peerSiteId, Offer offer) throws IOException {
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
      long needed = 2 * total(offer.manifest()) + offer.content().sizeBytes();
      Files.createDirectories(directory(peerSiteId));
      if (Files.getFileStore(directory(peerSiteId)).getUsableSpace() < needed) {
        return new OfferOutcome.Postponed("not enough disk space to receive and unpack it");
      }
      IncomingParcel parcel = IncomingParcel.open(offer, directory(peerSiteId));
      open.put(key(peerSiteId, offer.parcelId()), parcel);
      return new OfferOutcome.Lacking(parcel.lacking());
    } finally {
      lock.unlock();
    }
  }

  ChunkOutcome chunk(String peerSiteId, String parcelId, int chunk, byte[] bytes) {
    IncomingParcel parcel = open.get(key(peerSiteId, parcelId));
    if (parcel == null || chunk < 0 || chunk >= parcel.offer().content().count()) {
      return ChunkOutcome.UNKNOWN;
    }
    try {
      if (parcel.put(chunk, bytes)) {
        return ChunkOutcome.KEPT;
      }
    } catch (IOException e) {
      LOG.error("a chunk of parcel {} cannot be kept; is the disk full?", parcelId, e);
      return ChunkOutcome.POSTPONED;
    }
    counters.corruptChunk();
    LOG.warn("chunk {} of parcel {} came corrupted; it is asked for again", chunk, parcelId);
    return ChunkOutcome.CORRUPT;
  }

  /** Commits a parcel whose chunks are all here; asked again it gives the same receipt. */
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
      IncomingParcel parcel = open.get(key(peerSiteId, parcelId));
      if (parcel == null) {
        return new CommitOutcome.Unknown();
      }
      if (!parcel.lacking().isEmpty()) {
        return new CommitOutcome.Incomplete(parcel.lacking());
      }
      CommitOutcome outcome = prove(peerSiteId, parcel);
      boolean kept = outcome instanceof CommitOutcome.Postponed;
      if (!kept) {
        open.remove(key(peerSiteId, parcelId));
        parcel.discard();
      }
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  private CommitOutcome prove(String peerSiteId, IncomingParcel parcel) throws IOException {
    Offer offer = parcel.offer();
    Path workplace = directory(peerSiteId).resolve(offer.parcelId() + ".files");
    Optional<CommitOutcome> obstacle =
        new ArrivalCheck(offer, workplace, room).run(parcel.content());
    if (obstacle.isPresent()) {
      counters.refusedParcel();
      LOG.warn("parcel {} from {}: {}", offer.parcelId(), peerSiteId, obstacle.get());
      return obstacle.get();
    }
    Receipt receipt = ReceiptBody.sign(offer, room.identity(), room.database().now());
    CommitOutcome committed =
        room.database()
            .transact(transaction -> {
              room.parcels().putIncoming(transaction, offer.manifest(), receipt);
              // The case first: a document belongs to one, and a study makes it.
              room.events().received(transaction, offer.manifest());
              room.documents().accept(transaction, receipt.document());
              return new CommitOutcome.Committed(receipt);
            });
    counters.received();
    LOG.info(
        "parcel {} from {} committed, {} objects",
        offer.parcelId(),
        peerSiteId,
        offer.manifest().objects().size());
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
    return room.parcels()
        .incoming(parcelId)
        .filter(manifest -> manifest.fromSiteId().equals(peerSiteId))
        .flatMap(manifest -> room.parcels().incomingReceipt(parcelId));
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

  private static long total(ParcelManifest manifest) {
    return manifest.objects().stream().mapToLong(ParcelObject::sizeBytes).sum();
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
}
