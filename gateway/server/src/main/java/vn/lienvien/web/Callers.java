package vn.lienvien.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Finds who is behind a request: the session cookie, or HTTP Basic (RFC 7617) for programs. */
final class Callers {
  static final String COOKIE = "lienvien";
  static final String CSRF_HEADER = "X-Lienvien";

  private final Logins logins;

  Callers(Logins logins) {
    this.logins = logins;
  }

  Optional<Caller> of(HttpServerRequest request) {
    Optional<Caller> bySession = sessionToken(request).flatMap(logins::bySession);
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

  private Optional<Caller> basic(HttpServerRequest request) {
    return basicHeader(request)
        .flatMap(credentials -> {
          int colon = credentials.indexOf(':');
          return colon < 0
              ? Optional.empty()
              : logins.byPassword(
                  credentials.substring(0, colon),
                  credentials.substring(colon + 1),
                  request.remoteAddress().hostAddress());
        });
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
