package vn.lienvien.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows guessing down: after a few failures a name and an address must wait, longer each time. A
 * right password is refused too while its name waits, or the answer would tell. Thread-safe.
 */
final class LoginThrottle {
  private static final int FREE_FAILURES = 5;
  private static final int FREE_FAILURES_OF_AN_ADDRESS = 50;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Refuses an attempt that comes too early. */
  void check(String username, String remoteAddress) {
    check(List.of(nameKey(username), addressKey(remoteAddress)));
  }

  /** As {@link #check(String, String)}, for one who is logged in and signs. */
  void checkSigner(String session) {
    check(List.of(sessionKey(session)));
  }

  private synchronized void check(List<String> keys) {
    Instant now = clock.instant();
    for (String key : keys) {
      Failures before = failures.get(key);
      if (before != null && now.isBefore(before.waitUntil())) {
        long seconds = Duration.between(now, before.waitUntil()).toSeconds() + 1;
        throw HttpFault.tooManyAttempts(seconds);
      }
    }
  }

  synchronized void failed(String username, String remoteAddress) {
    count(nameKey(username), FREE_FAILURES);
    count(addressKey(remoteAddress), FREE_FAILURES_OF_AN_ADDRESS);
  }

  synchronized void succeeded(String username) {
    failures.remove(nameKey(username));
  }

  /**
   * Counts against the session alone: whoever types wrong passwords for a name elsewhere must not
   * keep that person, who is logged in, from signing.
   */
  synchronized void signerFailed(String session) {
    count(sessionKey(session), FREE_FAILURES);
  }

  synchronized void signerSucceeded(String session) {
    failures.remove(sessionKey(session));
  }

  /** 1 s after the free failures, then doubling; forgotten after a quiet quarter of an hour. */
  private void count(String key, int free) {
    Instant now = clock.instant();
    Failures before = failures.get(key);
    boolean goesOn = before != null && now.isBefore(before.waitUntil().plus(LONGEST));
    int count = before != null && goesOn ? before.count() + 1 : 1;
    Duration wait =
        count < free
            ? Duration.ZERO
            : Duration.ofSeconds(Math.min(1L << Math.min(count - free, 20), LONGEST.toSeconds()));
    failures.put(key, new Failures(count, now.plus(wait)));
  }

  private static String nameKey(String username) {
    return "name " + username;
  }

  private static String sessionKey(String session) {
    return "session " + session;
  }

  private static String addressKey(String remoteAddress) {
    return "address " + remoteAddress;
  }

  private record Failures(int count, Instant waitUntil) {}
}
