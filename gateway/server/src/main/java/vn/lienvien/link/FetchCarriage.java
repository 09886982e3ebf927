package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import vn.lienvien.model.Receipt;

/** Hub to spoke: fetches the offer and the chunks, commits here and posts the receipt. */
final class FetchCarriage implements Carriage {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration CHUNK = Duration.ofSeconds(60);
  private static final LinkJson JSON = new LinkJson();

  private final String hubSiteId;
  private final LinkLimits limits;
  private final HubConnections hub;
  private final Receiver receiver;

  FetchCarriage(String hubSiteId, LinkLimits limits, HubConnections hub, Receiver receiver) {
    this.hubSiteId = hubSiteId;
    this.limits = limits;
    this.hub = hub;
    this.receiver = receiver;
  }

  @Override
  public Progress begin(String parcelId) throws IOException, InterruptedException {
    HubAnswer answer = hub.get("outbox/" + parcelId, ANSWER);
    if (answer.status() == 404) {
      return new Progress.Finished();
    }
    if (answer.status() != 200) {
      return new Progress.SetAside(answer.reason());
    }
    Offer offer = Offer.read(answer.body(), limits);
    if (!offer.parcelId().equals(parcelId)) {
      return refuse(parcelId, "the offer is for another parcel");
    }
    OfferOutcome outcome;
    try {
      outcome = receiver.offer(hubSiteId, offer);
    } catch (IOException e) {
      return new Progress.SetAside("cannot be received: " + e.getMessage());
    }
    return switch (outcome) {
      case OfferOutcome.Lacking lacking -> new Progress.Lacks(lacking.chunks());
      case OfferOutcome.Delivered delivered -> bringHome(parcelId, delivered.receipt());
      case OfferOutcome.Refused refused -> refuse(parcelId, refused.reason());
      case OfferOutcome.Postponed postponed -> new Progress.SetAside(postponed.reason());
    };
  }

  @Override
  public ChunkOutcome carry(String parcelId, int chunk, int lane)
      throws IOException, InterruptedException {
    HubAnswer answer = hub.getChunk(lane, "outbox/" + parcelId + "/" + chunk, CHUNK);
    return switch (answer.status()) {
      case 200 -> receiver.chunk(hubSiteId, parcelId, chunk, answer.body());
      case 404 -> ChunkOutcome.UNKNOWN;
      case 503 -> ChunkOutcome.POSTPONED;
      default -> throw new IOException("the hub answered a chunk with: " + answer.reason());
    };
  }

  @Override
  public Progress end(String parcelId) throws IOException, InterruptedException {
    CommitOutcome outcome;
    try {
      outcome = receiver.commit(hubSiteId, parcelId);
    } catch (IOException | RuntimeException e) {
      return new Progress.SetAside("cannot be committed here: " + e.getMessage());
    }
    return switch (outcome) {
      case CommitOutcome.Committed committed -> bringHome(parcelId, committed.receipt());
      case CommitOutcome.Incomplete incomplete -> new Progress.Lacks(incomplete.lacking());
      case CommitOutcome.Unknown unknown -> new Progress.Again();
      case CommitOutcome.Refused refused -> refuse(parcelId, refused.reason());
      case CommitOutcome.Postponed postponed -> new Progress.SetAside(postponed.reason());
    };
  }

  @Override
  public void doubt(String parcelId) throws IOException, InterruptedException {
    refuse(parcelId, "its chunks keep arriving corrupted");
  }

  private Progress bringHome(String parcelId, Receipt receipt)
      throws IOException, InterruptedException {
    HubAnswer answer = hub.post("outbox/" + parcelId + "/receipt", JSON.bytes(receipt), ANSWER);
    return answer.status() == 204 || answer.status() == 404
        ? new Progress.Finished()
        : new Progress.SetAside("the hub does not take our receipt: " + answer.reason());
  }

  private Progress refuse(String parcelId, String reason) throws IOException, InterruptedException {
    hub.post(
        "outbox/" + parcelId + "/refusal", JSON.bytes(new LinkMessage.Refusal(reason)), ANSWER);
    return new Progress.SetAside(reason);
  }
}
