package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;

/**
 * What the hub does for an authenticated spoke, whatever carries the requests. A spoke sees only
 * parcels addressed to it and sends only in its own name. Thread-safe.
 */
final class HubRoutes {
  private static final LinkJson JSON = new LinkJson();
  private static final Duration POLL = Duration.ofSeconds(25);
  private static final Duration COMMIT = Duration.ofSeconds(20);

  private final LinkRoom room;
  private final Receiver receiver;
  private final CommitDesk desk;
  private final OutgoingPacks packs;
  private final Deliveries deliveries;

  HubRoutes(LinkEnds ends, CommitDesk desk) {
    this.room = ends.room();
    this.receiver = ends.receiver();
    this.desk = desk;
    this.packs = ends.packs();
    this.deliveries = ends.deliveries();
  }

  LinkReply answer(String siteId, Spoke spoke, LinkCall call)
      throws IOException, InterruptedException {
    return switch (call.shape()) {
      case "GET probe" -> LinkReply.nothing();
      case "POST hello" -> hello(siteId, JSON.read(call.body(), LinkMessage.Hello.class));
      case "POST parcels" -> offered(siteId, call);
      case "PUT parcels/*/*" -> chunk(siteId, call);
      case "POST parcels/*/commit" -> commit(siteId, call);
      case "GET outbox" -> waiting(spoke, call);
      case "GET outbox/*" -> offer(siteId, call);
      case "GET outbox/*/*" -> outgoingChunk(siteId, call);
      case "POST outbox/*/receipt" -> receipt(siteId, spoke, call);
      case "POST outbox/*/refusal" -> refusal(siteId, spoke, call);
      default -> LinkReply.fault(404, "NO_SUCH_REQUEST", "this version has no such request");
    };
  }

  private LinkReply hello(String siteId, LinkMessage.Hello hello) {
    if (!hello.siteId().equals(siteId)) {
      return LinkReply.fault(
          403, "WRONG_SITE", "the configured site id is not the certificate's, '" + siteId + "'");
    }
    if (!hello.versions().contains(LinkMessage.VERSION)) {
      return LinkReply.fault(
          426, "NO_COMMON_VERSION", "this hub speaks version " + LinkMessage.VERSION);
    }
    return LinkReply.json(
        200,
        new LinkMessage.Welcome(
            LinkMessage.VERSION, room.identity().siteId(), LinkLimits.CHUNK_BYTES));
  }

  private LinkReply offered(String siteId, LinkCall call) throws IOException {
    Offer offer = Offer.read(call.body(), room.limits());
    return switch (receiver.offer(siteId, offer)) {
      case OfferOutcome.Lacking lacking -> lacking(lacking.chunks());
      case OfferOutcome.Delivered delivered -> LinkReply.json(200, delivered.receipt());
      case OfferOutcome.Refused refused -> LinkReply.fault(422, "REFUSED", refused.reason());
      case OfferOutcome.Postponed postponed ->
          LinkReply.fault(503, "POSTPONED", postponed.reason());
    };
  }

  private LinkReply chunk(String siteId, LinkCall call) throws IOException {
    return switch (receiver.chunk(siteId, call.parcelId(), call.chunk(), call.body())) {
      case KEPT -> LinkReply.nothing();
      case CORRUPT -> LinkReply.fault(422, "CORRUPT", "the chunk's SHA-256 is not the offer's");
      case UNKNOWN -> unknown();
      case POSTPONED -> LinkReply.fault(503, "POSTPONED", "the chunk could not be kept");
    };
  }

  private LinkReply commit(String siteId, LinkCall call) throws IOException, InterruptedException {
    Optional<CommitOutcome> outcome = desk.commit(siteId, call.parcelId(), COMMIT);
    if (outcome.isEmpty()) {
      return LinkReply.json(202, new LinkMessage.Lacking("", true));
    }
    return switch (outcome.get()) {
      case CommitOutcome.Committed committed -> LinkReply.json(200, committed.receipt());
      case CommitOutcome.Incomplete incomplete -> lacking(incomplete.lacking());
      case CommitOutcome.Unknown ignored -> unknown();
      case CommitOutcome.Refused refused -> LinkReply.fault(422, "REFUSED", refused.reason());
      case CommitOutcome.Postponed postponed ->
          LinkReply.fault(503, "POSTPONED", postponed.reason());
    };
  }

  private static LinkReply waiting(Spoke spoke, LinkCall call) throws InterruptedException {
    return spoke
        .waiting(call.seen(), POLL)
        .map(waiting -> LinkReply.json(200, waiting))
        .orElseGet(LinkReply::nothing);
  }

  private LinkReply offer(String siteId, LinkCall call) throws IOException {
    Optional<ParcelManifest> manifest = outgoing(siteId, call.parcelId());
    return manifest.isEmpty()
        ? unknown()
        : LinkReply.bytes(packs.of(manifest.get()).offer().wire());
  }

  private LinkReply outgoingChunk(String siteId, LinkCall call) throws IOException {
    Optional<ParcelManifest> manifest = outgoing(siteId, call.parcelId());
    if (manifest.isEmpty()) {
      return unknown();
    }
    OutgoingParcel parcel = packs.of(manifest.get());
    return call.chunk() < parcel.offer().content().count()
        ? LinkReply.bytes(parcel.chunk(call.chunk()))
        : unknown();
  }

  private LinkReply receipt(String siteId, Spoke spoke, LinkCall call) throws IOException {
    Optional<ParcelManifest> manifest = addressed(siteId, call.parcelId());
    if (manifest.isEmpty()) {
      return unknown();
    }
    Optional<String> fault =
        deliveries.accept(manifest.get(), JSON.read(call.body(), Receipt.class));
    if (fault.isPresent()) {
      spoke.failed(fault.get());
      return LinkReply.fault(422, "REFUSED", fault.get());
    }
    spoke.delivered(call.parcelId());
    return LinkReply.nothing();
  }

  private LinkReply refusal(String siteId, Spoke spoke, LinkCall call) throws IOException {
    if (outgoing(siteId, call.parcelId()).isEmpty()) {
      return unknown();
    }
    String reason = JSON.read(call.body(), LinkMessage.Refusal.class).reason();
    // The pack may be what is wrong: the next offer makes it anew.
    packs.discard(call.parcelId());
    spoke.setAside(call.parcelId(), PlainText.of(reason));
    return LinkReply.nothing();
  }

  private Optional<ParcelManifest> outgoing(String siteId, String parcelId) {
    return addressed(siteId, parcelId)
        .filter(manifest -> !room.parcels().isDelivered(manifest.parcelId()));
  }

  private Optional<ParcelManifest> addressed(String siteId, String parcelId) {
    return room.parcels().outgoing(parcelId).filter(manifest -> manifest.toSiteId().equals(siteId));
  }

  private static LinkReply lacking(BitSet chunks) {
    return LinkReply.json(202, new LinkMessage.Lacking(ChunkSet.text(chunks), false));
  }

  private static LinkReply unknown() {
    return LinkReply.fault(404, "UNKNOWN_PARCEL", "no such parcel or chunk here; offer it again");
  }
}
