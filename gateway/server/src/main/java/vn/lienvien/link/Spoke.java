package vn.lienvien.link;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.outbox.Parcels;

/** One spoke as the hub knows it since this process started. Thread-safe. */
final class Spoke {
  /** A spoke probes every three seconds; after this long in silence it is not connected. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** How long a parcel that the spoke refused is not offered to it again. */
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);

  private static final int LISTED = 64;

  private final String siteId;
  private final Parcels parcels;
  private final Clock clock;
  private final Map<String, Instant> setAside = new ConcurrentHashMap<>();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private Instant lastSeen = Instant.MIN;
  private Instant connectedSince = Instant.MIN;
  private long changes;
  private volatile String lastError = "";

  Spoke(String siteId, Parcels parcels, Clock clock) {
    this.siteId = siteId;
    this.parcels = parcels;
    this.clock = clock;
  }

  synchronized void seen(long received) {
    Instant now = clock.instant();
    if (!connected(now)) {
      connectedSince = now;
    }
    lastSeen = now;
    receivedBytes.add(received);
  }

  void sent(long bytes) {
    sentBytes.add(bytes);
  }

  void failed(String error) {
    lastError = error;
  }

  /** Does not offer this parcel again for a while. */
  void setAside(String parcelId, String reason) {
    setAside.put(parcelId, clock.instant().plus(SET_ASIDE));
    lastError = "parcel " + parcelId + " was refused: " + reason;
    changed();
  }

  void delivered(String parcelId) {
    setAside.remove(parcelId);
    lastError = "";
    changed();
  }

  /** Something for this spoke is new: waiting polls look again. */
  synchronized void changed() {
    changes++;
    notifyAll();
  }

  /** What waits for this spoke, as soon as it is not what was seen; nothing when time is up. */
  Optional<LinkMessage.Waiting> waiting(String seen, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long before = changes();
      LinkMessage.Waiting now = waitingNow();
      if (!now.tag().equals(seen)) {
        return Optional.of(now);
      }
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return Optional.empty();
      }
      await(before, leftMs);
    }
  }

  /** The state of this spoke's link. */
  LinkStatus status() {
    int queued = parcels.undelivered(siteId).size();
    Instant now = clock.instant();
    synchronized (this) {
      boolean connected = connected(now);
      Instant since = connected ? connectedSince : lastSeen;
      return new LinkStatus(
          siteId,
          connected,
          since.equals(Instant.MIN) ? Optional.empty() : Optional.of(since),
          queued,
          sentBytes.sum(),
          receivedBytes.sum(),
          lastError);
    }
  }

  private LinkMessage.Waiting waitingNow() {
    Instant now = clock.instant();
    setAside.values().removeIf(until -> until.isBefore(now));
    List<String> ids =
        parcels.undelivered(siteId).stream()
            .map(ParcelManifest::parcelId)
            .filter(id -> !setAside.containsKey(id))
            .limit(LISTED)
            .toList();
    String tag = Digests.hex(String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
    return new LinkMessage.Waiting(tag.substring(0, 16), ids);
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized void await(long before, long milliseconds) throws InterruptedException {
    if (changes == before) {
      wait(milliseconds);
    }
  }

  private boolean connected(Instant now) {
    return !lastSeen.equals(Instant.MIN) && lastSeen.plus(SILENCE).isAfter(now);
  }
}
