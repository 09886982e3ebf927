package vn.lienvien.web;

import java.util.Optional;

/** Passwords and sessions. */
interface Logins {
  Optional<Caller> bySession(String token);

  /** Throttled: throws {@link HttpFault} TOO_MANY_ATTEMPTS. */
  Optional<Caller> byPassword(String username, String password, String remoteAddress);

  String openSession(Caller caller);

  void closeSession(String token);
}
