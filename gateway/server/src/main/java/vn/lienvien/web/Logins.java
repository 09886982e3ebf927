package vn.lienvien.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Sessions;

/** Passwords and sessions, with guessing slowed down. Thread-safe. */
final class Logins {
  private final Accounts accounts;
  private final Sessions sessions;
  private final LoginThrottle throttle;
  private final Clock clock;

  Logins(Accounts accounts, Sessions sessions, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.throttle = new LoginThrottle(clock);
    this.clock = clock;
  }

  /** Who is logged in, with the roles of now; an account that was taken away is nobody. */
  Optional<Account> bySession(String token) {
    return sessions.username(token).flatMap(accounts::find);
  }

  /** As {@link #bySession}, for what a page asks by itself: it does not keep the session alive. */
  Optional<Account> byIdleSession(String token) {
    return sessions.peek(token).flatMap(accounts::find);
  }

  Optional<Instant> sessionEndsAt(String token) {
    return sessions.endsAt(token);
  }

  /** Whose password this is; {@link HttpFault} TOO_MANY_ATTEMPTS when it was tried too often. */
  Optional<Account> byPassword(String username, String password, String remoteAddress) {
    throttle.check(username, remoteAddress);
    Optional<Account> account = accounts.authenticate(username, password);
    if (account.isPresent()) {
      throttle.succeeded(username);
    } else {
      throttle.failed(username, remoteAddress);
    }
    return account;
  }

  /**
   * Whether one who is logged in has typed the password again, or a code of the authenticator app,
   * as a signature asks for.
   */
  boolean confirms(Account caller, String typed, Exchange exchange) {
    String session =
        Callers.sessionToken(exchange.request())
            .orElse(caller.username() + " " + exchange.remoteAddress());
    throttle.checkSigner(session);
    boolean right =
        accounts.confirmsCode(caller.username(), typed, clock.instant())
            || accounts.authenticate(caller.username(), typed).isPresent();
    if (right) {
      throttle.signerSucceeded(session);
    } else {
      throttle.signerFailed(session);
    }
    return right;
  }

  boolean hasAuthenticator(Account caller) {
    return accounts.hasAuthenticator(caller.username());
  }

  /** Takes an authenticator app; false where the code is not the secret's. */
  boolean addAuthenticator(Account caller, String secret, String code) throws IOException {
    return accounts.addAuthenticator(caller.username(), secret, code, clock.instant());
  }

  void removeAuthenticator(Account caller) throws IOException {
    accounts.removeAuthenticator(caller.username());
  }

  /** Changes whenever an account may have. */
  Object generation() {
    return accounts.generation();
  }

  String openSession(Account account) {
    return sessions.open(account.username());
  }

  void closeSession(String token) {
    sessions.close(token);
  }
}
