package vn.lienvien.link;

import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.SiteTrust;

/**
 * Whether a link's connections live: pings them, ends those that are dead or no longer to be
 * believed, and says in words what is wrong. Does not wait for TCP, whose own timer may sleep for
 * minutes after an outage. Thread-safe.
 */
final class LinkHealth {
  private static final Logger LOG = LoggerFactory.getLogger(LinkHealth.class);
  private static final long PING_BUSY_NANOS = Duration.ofMillis(250).toNanos();
  private static final long PING_IDLE_NANOS = Duration.ofSeconds(3).toNanos();

  /** A NAT that forgets after a minute must not forget ours. */
  private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(20).toNanos();

  private static final long DEAD_NANOS = Duration.ofSeconds(4).toNanos();
  private static final long DEAD_ALL_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long ALIVE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long BELIEVE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LEAST_PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

  private final String peerSiteId;
  private final LinkRoom room;
  private final SiteTrust trust;
  private volatile Optional<Instant> since = Optional.empty();
  private volatile boolean connected;
  private volatile String lastError = "";
  private long pingedAtNanos;
  private long believedAtNanos;

  LinkHealth(String peerSiteId, LinkRoom room) {
    this.peerSiteId = peerSiteId;
    this.room = room;
    this.trust = room.identity().trust(ignored -> {});
  }

  /** How long a connection that owes an answer may be silent before others are tried. */
  static long patienceNanos(Line line) {
    return Math.max(
        LEAST_PATIENCE_NANOS, line.smoothedNanos() * 3 / 2 + Duration.ofMillis(100).toNanos());
  }

  Optional<Instant> since() {
    return since;
  }

  String lastError() {
    return lastError;
  }

  void trouble(String inWords) {
    lastError = inWords;
  }

  /** A connection has been made. */
  void up() {
    lastError = "";
    connected(true);
  }

  /** A ping came back: whatever was wrong is over. */
  void answered() {
    if (connected) {
      lastError = "";
    }
  }

  synchronized void connected(boolean now) {
    if (now != connected || since.isEmpty()) {
      since = Optional.of(room.clock().instant());
      connected = now;
      if (!now && lastError.isEmpty()) {
        lastError = "site " + peerSiteId + " no longer answers; the line may be cut";
      }
      LOG.info("link to {}: {}", peerSiteId, now ? "connected" : lastError);
    }
  }

  /** A connection has ended. */
  void ended(Throwable why, boolean last) {
    if (last && why instanceof CertificateException) {
      lastError = String.valueOf(why.getMessage());
    }
    if (last) {
      connected(false);
    }
  }

  /** Looks after every connection once. */
  synchronized void look(
      List<Connection> connections, Optional<Connection> quiet, boolean curious, long now) {
    boolean anyAlive = connections.stream().anyMatch(one -> one.silentNanos(now) < ALIVE_NANOS);
    boolean believe = now - believedAtNanos > BELIEVE_NANOS;
    believedAtNanos = believe ? now : believedAtNanos;
    for (Connection one : connections) {
      boolean dead =
          (anyAlive && one.overdueNanos(now) > DEAD_NANOS) || one.silentNanos(now) > DEAD_ALL_NANOS;
      if (dead) {
        one.close(new SocketTimeoutException("the other end no longer answers"));
      } else if (believe) {
        disown(one);
      }
      if (one.silentNanos(now) > KEEP_ALIVE_NANOS) {
        boolean unused = one.ping(now);
      }
    }
    long every = curious ? PING_BUSY_NANOS : PING_IDLE_NANOS;
    if (quiet.isPresent() && now - pingedAtNanos > every && quiet.get().ping(now)) {
      pingedAtNanos = now;
    }
  }

  /** Ends a connection whose certificate has expired or been revoked since its handshake. */
  private void disown(Connection one) {
    try {
      trust.stillBelieved(one.peer(), peerSiteId);
    } catch (CertificateException e) {
      LOG.warn("connections of {} are ended: {}", peerSiteId, e.getMessage());
      one.close(e);
    }
  }
}
