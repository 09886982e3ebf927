package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;

/** Spoke to hub: offers, puts chunks, asks for the commit and books the receipt. Thread-safe. */
final class PushCarriage implements Carriage {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration CHUNK = Duration.ofSeconds(60);

  private final LinkRoom room;
  private final HubConnections hub;
  private final OutgoingPacks packs;
  private final Deliveries deliveries;

  PushCarriage(LinkRoom room, HubConnections hub, OutgoingPacks packs, Deliveries deliveries) {
    this.room = room;
    this.hub = hub;
    this.packs = packs;
    this.deliveries = deliveries;
  }

  @Override
  public Progress begin(String parcelId) throws IOException, InterruptedException {
    Optional<ParcelManifest> manifest = manifest(parcelId);
    if (manifest.isEmpty()) {
      return new Progress.Finished();
    }
    Offer offer;
    try {
      offer = packs.of(manifest.get()).offer();
    } catch (IOException e) {
      return new Progress.SetAside("cannot be packed: " + e.getMessage());
    }
    return progress(parcelId, hub.post("parcels", offer.wire(), ANSWER));
  }

  @Override
  public ChunkOutcome carry(String parcelId, int chunk, int lane)
      throws IOException, InterruptedException {
    Optional<ParcelManifest> manifest = manifest(parcelId);
    if (manifest.isEmpty()) {
      return ChunkOutcome.UNKNOWN;
    }
    byte[] bytes;
    try {
      bytes = packs.of(manifest.get()).chunk(chunk);
    } catch (IOException e) {
      doubt(parcelId);
      return ChunkOutcome.POSTPONED;
    }
    HubAnswer answer = hub.putChunk(lane, "parcels/" + parcelId + "/" + chunk, bytes, CHUNK);
    return switch (answer.status()) {
      case 204 -> ChunkOutcome.KEPT;
      case 422 -> ChunkOutcome.CORRUPT;
      case 404 -> ChunkOutcome.UNKNOWN;
      case 503 -> ChunkOutcome.POSTPONED;
      default -> throw new IOException("the hub answered a chunk with: " + answer.reason());
    };
  }

  @Override
  public Progress end(String parcelId) throws IOException, InterruptedException {
    HubAnswer answer = hub.post("parcels/" + parcelId + "/commit", new byte[0], ANSWER);
    Progress progress = progress(parcelId, answer);
    if (answer.status() == 422) {
      doubt(parcelId);
    }
    return progress;
  }

  @Override
  public void doubt(String parcelId) throws IOException {
    packs.discard(parcelId);
  }

  private Progress progress(String parcelId, HubAnswer answer) throws IOException {
    return switch (answer.status()) {
      case 200 -> book(parcelId, answer.receipt());
      case 202 -> lacks(parcelId, answer.as(LinkMessage.Lacking.class));
      case 404 -> new Progress.Again();
      case 413, 422, 503 -> new Progress.SetAside(answer.reason());
      default -> throw new IOException("the hub answered: " + answer.reason());
    };
  }

  private Progress book(String parcelId, Receipt receipt) throws IOException {
    Optional<ParcelManifest> manifest = room.parcels().outgoing(parcelId);
    Optional<String> fault =
        manifest.isEmpty()
            ? Optional.of("a receipt for a parcel that we never sent")
            : deliveries.accept(manifest.get(), receipt);
    return fault.isPresent() ? new Progress.SetAside(fault.get()) : new Progress.Finished();
  }

  private Progress lacks(String parcelId, LinkMessage.Lacking lacking) throws IOException {
    Optional<ParcelManifest> manifest = manifest(parcelId);
    if (manifest.isEmpty()) {
      return new Progress.Finished();
    }
    int count = packs.of(manifest.get()).offer().content().count();
    return new Progress.Lacks(ChunkSet.parse(lacking.lacking(), count));
  }

  private Optional<ParcelManifest> manifest(String parcelId) {
    return room.parcels().isDelivered(parcelId)
        ? Optional.empty()
        : room.parcels().outgoing(parcelId);
  }
}
