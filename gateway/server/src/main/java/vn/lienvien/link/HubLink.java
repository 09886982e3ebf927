package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.ParcelManifest;

/**
 * The spoke's link to one hub: dials, greets, works until the line breaks, and dials again for as
 * long as it is open. Thread-safe.
 */
final class HubLink {
  private static final Logger LOG = LoggerFactory.getLogger(HubLink.class);
  private static final Duration GREETING = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 2_000;
  private static final LinkJson JSON = new LinkJson();

  private final HubAddress hub;
  private final String program;
  private final LinkEnds ends;
  private final ExecutorService threads;
  private final HubConnections.Traffic traffic = new HubConnections.Traffic();
  private final Signal newOutgoing = new Signal();
  private volatile boolean connected;
  private volatile Optional<Instant> since = Optional.empty();
  private volatile String lastError = "";

  HubLink(HubAddress hub, String program, LinkEnds ends, ExecutorService threads) {
    this.hub = hub;
    this.program = program;
    this.ends = ends;
    this.threads = threads;
  }

  String siteId() {
    return hub.siteId();
  }

  /** There is a new parcel for this hub. */
  void wake() {
    newOutgoing.raise();
  }

  /** Dials until interrupted. */
  void run() {
    long pauseMs = FIRST_PAUSE_MS;
    try {
      while (true) {
        boolean greeted = session();
        pauseMs = greeted ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        // Spokes that lost the same hub do not all come back in the same moment.
        Thread.sleep(pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs));
      }
    } catch (InterruptedException e) {
      connected = false;
    }
  }

  LinkStatus status() {
    return new LinkStatus(
        hub.siteId(),
        connected,
        since,
        outgoing().size(),
        traffic.sentBytes().sum(),
        traffic.receivedBytes().sum(),
        lastError);
  }

  /** One session from dialling to its end; true when the hub has answered our greeting. */
  private boolean session() throws InterruptedException {
    LinkRoom room = ends.room();
    boolean greeted = false;
    try (HubConnections connections =
        new HubConnections(
            hub, room.identity().clientContext(hub.siteId()), room.limits(), traffic)) {
      greet(connections);
      greeted = true;
      state(true, "");
      SpokeSession.Directions directions =
          new SpokeSession.Directions(
              new PushCarriage(room, connections, ends.packs(), ends.deliveries()),
              new FetchCarriage(hub.siteId(), room.limits(), connections, ends.receiver()),
              trouble -> lastError = trouble);
      try (SpokeSession session = new SpokeSession(connections, traffic, threads, directions)) {
        session.hold(this::outgoing, newOutgoing);
      }
    } catch (IOException | RuntimeException e) {
      state(false, LinkTrouble.inWords(e, hub));
      LOG.debug("the session with {} ended", hub.siteId(), e);
    }
    return greeted;
  }

  private void greet(HubConnections connections) throws IOException, InterruptedException {
    LinkMessage.Hello hello =
        new LinkMessage.Hello(
            List.of(LinkMessage.VERSION), ends.room().identity().siteId(), program);
    HubAnswer answer = connections.post("hello", JSON.bytes(hello), GREETING);
    if (answer.status() != 200) {
      throw new IOException("the hub refuses us: " + answer.reason());
    }
    LinkMessage.Welcome welcome = answer.as(LinkMessage.Welcome.class);
    if (welcome.version() != LinkMessage.VERSION
        || welcome.chunkBytes() != LinkLimits.CHUNK_BYTES) {
      throw new IOException("the hub chose a protocol that we do not speak; update this gateway");
    }
  }

  private List<String> outgoing() {
    return ends.room().parcels().undelivered(hub.siteId()).stream()
        .map(ParcelManifest::parcelId)
        .toList();
  }

  private void state(boolean nowConnected, String error) {
    if (nowConnected != connected || since.isEmpty()) {
      since = Optional.of(ends.room().clock().instant());
      LOG.info("link to {}: {}", hub.siteId(), nowConnected ? "connected" : error);
    }
    connected = nowConnected;
    lastError = error;
  }
}
