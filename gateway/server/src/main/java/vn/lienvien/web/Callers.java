package vn.lienvien.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import vn.lienvien.security.Account;

/** Finds who is behind a request: the session cookie, or HTTP Basic (RFC 7617) for programs. */
final class Callers {
  static final String COOKIE = "lienvien";
  static final String CSRF_HEADER = "X-Lienvien";

  /** Said by a page that refreshes itself, so that an unattended one is logged out in time. */
  static final String BACKGROUND_HEADER = "X-Lienvien-Background";

  private final Logins logins;
  private final BasicCredentials basicCredentials;

  Callers(Logins logins, Clock clock) {
    this.logins = logins;
    this.basicCredentials = new BasicCredentials(clock);
  }

  Optional<Account> of(HttpServerRequest request) {
    boolean byItself =
        request.headers().contains(BACKGROUND_HEADER)
            || "text/event-stream".equals(request.getHeader("Accept"));
    Optional<Account> bySession =
        sessionToken(request).flatMap(byItself ? logins::byIdleSession : logins::bySession);
    return bySession.isPresent() ? bySession : basic(request);
  }

  static Optional<String> sessionToken(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
  }

  /**
   * A page of another origin can make the browser send the cookie (or a cached Basic password), but
   * not a header of ours without asking first, and it is never told yes.
   */
  void requireSameOrigin(HttpServerRequest request) {
    boolean program =
        basicHeader(request).isPresent()
            && sessionToken(request).isEmpty()
            && !request.headers().contains("Sec-Fetch-Site")
            && !request.headers().contains("Origin");
    if (!program && !"1".equals(request.getHeader(CSRF_HEADER))) {
      throw new HttpFault(ErrorCode.CSRF_HEADER_MISSING, "send " + CSRF_HEADER + ": 1");
    }
  }

  private Optional<Account> basic(HttpServerRequest request) {
    return basicHeader(request)
        .filter(credentials -> credentials.contains(":"))
        .flatMap(credentials ->
            basicCredentials.caller(
                credentials,
                logins.generation(),
                () -> byPassword(credentials, request.remoteAddress())));
  }

  private Optional<Account> byPassword(String credentials, SocketAddress remote) {
    int colon = credentials.indexOf(':');
    return logins.byPassword(
        credentials.substring(0, colon), credentials.substring(colon + 1), remote.hostAddress());
  }

  private static Optional<String> basicHeader(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
