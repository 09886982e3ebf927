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

  private static final int LISTED = 64;

  private final String siteId;
  private final Parcels parcels;
  private final Clock clock;
  private final Map<String, Refused> refused = new ConcurrentHashMap<>();
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

  /** By monotonic time: a clock that jumps must not hold a parcel back. */
  private record Refused(int times, long untilNanos) {
    static Refused again(Optional<Refused> before) {
      int times = 1 + before.map(Refused::times).orElse(0);
      return new Refused(times, System.nanoTime() + Backoff.after(times).toNanos());
    }

    long leftMs() {
      return Math.ceilDiv(untilNanos - System.nanoTime(), 1_000_000L);
    }

    boolean resting() {
      return leftMs() > 0;
    }
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

  /** Does not offer this parcel again for a while, longer each time. */
  void setAside(String parcelId, String reason) {
    refused.compute(parcelId, (id, before) -> Refused.again(Optional.ofNullable(before)));
    lastError = "parcel " + parcelId + " was refused: " + reason;
    changed();
  }

  void delivered(String parcelId) {
    refused.remove(parcelId);
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
      await(before, Math.min(leftMs, restsMs()));
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
    List<String> undelivered =
        parcels.undelivered(siteId).stream().map(ParcelManifest::parcelId).toList();
    refused.keySet().retainAll(undelivered);
    List<String> ids = undelivered.stream().filter(id -> !resting(id)).limit(LISTED).toList();
    String tag = Digests.hex(String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
    return new LinkMessage.Waiting(tag.substring(0, 16), ids);
  }

  private boolean resting(String parcelId) {
    Refused last = refused.get(parcelId);
    return last != null && last.resting();
  }

  /** Until the first of the refused parcels may be offered again. */
  private long restsMs() {
    return refused.values().stream()
        .mapToLong(Refused::leftMs)
        .filter(left -> left > 0)
        .min()
        .orElse(Long.MAX_VALUE);
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
