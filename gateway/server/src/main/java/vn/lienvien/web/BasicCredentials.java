package vn.lienvien.web;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.lienvien.security.Account;

/**
 * Remembers for a minute which Basic credentials were right, since a program sends them with every
 * frame and a password hash is slow by design. Keeps a keyed digest, not the password. Thread-safe.
 */
final class BasicCredentials {
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int MOST = 1000;
  private static final String MAC = "HmacSHA256";

  private final Clock clock;
  private final SecretKeySpec key;
  private final Map<String, Proved> proved =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proved> eldest) {
          return size() > MOST;
        }
      };

  BasicCredentials(Clock clock) {
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, MAC);
  }

  /**
   * Who the credentials are of.
   *
   * @param generation of the accounts: what was proved under another one is proved again
   */
  Optional<Account> caller(
      String credentials, Object generation, Supplier<Optional<Account>> proof) {
    String digest = digest(credentials);
    Optional<Account> known = known(digest, generation);
    if (known.isPresent()) {
      return known;
    }
    Optional<Account> caller = proof.get();
    caller.ifPresent(right -> remember(digest, right, generation));
    return caller;
  }

  private synchronized Optional<Account> known(String digest, Object generation) {
    return Optional.ofNullable(proved.get(digest))
        .filter(entry -> clock.instant().isBefore(entry.until()))
        .filter(entry -> entry.generation().equals(generation))
        .map(Proved::caller);
  }

  private synchronized void remember(String digest, Account caller, Object generation) {
    proved.remove(digest);
    proved.put(digest, new Proved(caller, clock.instant().plus(LIFE), generation));
  }

  private String digest(String credentials) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java platform has " + MAC, absent);
    }
  }

  private record Proved(Account caller, Instant until, Object generation) {}
}
