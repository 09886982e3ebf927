package vn.lienvien.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in: opaque tokens of 256 random bits, in memory, so that a restart logs everybody
 * out. Thread-safe.
 */
public final class Sessions {
  public static final Duration IDLE = Duration.ofMinutes(30);
  public static final Duration LONGEST = Duration.ofHours(12);

  private static final int TOKEN_BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new HashMap<>();

  private record Session(String username, Instant openedAt, Instant usedAt) {
    Instant end() {
      Instant idle = usedAt.plus(IDLE);
      Instant longest = openedAt.plus(LONGEST);
      return idle.isBefore(longest) ? idle : longest;
    }

    boolean isOver(Instant now) {
      return now.isAfter(end());
    }
  }

  public Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Logs in and returns the token. */
  public synchronized String open(String username) {
    Instant now = clock.instant();
    sessions.values().removeIf(session -> session.isOver(now));
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sessions.put(token, new Session(username, now, now));
    return token;
  }

  /** Whose session this is; using it keeps it alive. */
  public synchronized Optional<String> username(String token) {
    Instant now = clock.instant();
    Session session = sessions.get(token);
    if (session == null || session.isOver(now)) {
      sessions.remove(token);
      return Optional.empty();
    }
    sessions.put(token, new Session(session.username(), session.openedAt(), now));
    return Optional.of(session.username());
  }

  /** Whose session this is, without keeping it alive: a page that refreshes itself is no person. */
  public synchronized Optional<String> peek(String token) {
    Session session = sessions.get(token);
    return session == null || session.isOver(clock.instant())
        ? Optional.empty()
        : Optional.of(session.username());
  }

  /** When the session ends if nobody uses it any more; empty when it has ended. */
  public synchronized Optional<Instant> endsAt(String token) {
    Session session = sessions.get(token);
    return session == null || session.isOver(clock.instant())
        ? Optional.empty()
        : Optional.of(session.end());
  }

  public synchronized void close(String token) {
    sessions.remove(token);
  }
}
