package vn.lienvien.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.model.Site;
import vn.lienvien.security.Account;
import vn.lienvien.security.Role;

/** Login, who am I, logout. */
final class SessionRoutes {
  private final Logins logins;
  private final WebRooms rooms;
  private final ViewAudit audit;

  SessionRoutes(Logins logins, WebRooms rooms, ViewAudit audit) {
    this.logins = logins;
    this.rooms = rooms;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/session", Access.ANYONE, this::login),
        Route.get("/api/session", Access.LOGGED_IN, this::show),
        Route.delete("/api/session", Access.ANYONE, this::logout));
  }

  private void login(Exchange exchange) throws IOException {
    Credentials credentials = exchange.json(Credentials.class);
    String username = Objects.requireNonNullElse(credentials.username(), "");
    String password = Objects.requireNonNullElse(credentials.password(), "");
    Account caller =
        logins
            .byPassword(username, password, exchange.remoteAddress())
            .orElseThrow(() -> {
              audit.login(username, exchange.remoteAddress(), Outcome.FAILURE);
              return new HttpFault(
                  ErrorCode.BAD_CREDENTIALS, "the username or the password is wrong");
            });
    audit.login(username, exchange.remoteAddress(), Outcome.SUCCESS);
    String token = logins.openSession(caller);
    exchange.response().addCookie(cookie(exchange, token));
    exchange.json(200, view(caller, Optional.of(token)));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.json(200, view(exchange.account(), Callers.sessionToken(exchange.request())));
  }

  private void logout(Exchange exchange) throws IOException {
    Callers.sessionToken(exchange.request()).ifPresent(logins::closeSession);
    exchange.response().addCookie(cookie(exchange, "").setMaxAge(0));
    // Frames are kept by the browser between visits; whoever logs out leaves none behind.
    exchange.response().putHeader("Clear-Site-Data", "\"cache\"");
    exchange.empty(204);
  }

  /** A proxy that ends TLS says so; believing it can only make the cookie stricter. */
  private static Cookie cookie(Exchange exchange, String token) {
    boolean secure =
        exchange.request().isSSL()
            || exchange.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    return Cookie.cookie(Callers.COOKIE, token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT);
  }

  private SessionView view(Account caller, Optional<String> token) {
    return new SessionView(
        new UserView(caller.username(), caller.displayName(), caller.roles()),
        rooms.site(),
        token.flatMap(logins::sessionEndsAt).orElse(null),
        rooms.displaysCalibrated(),
        logins.hasAuthenticator(caller));
  }

  record Credentials(@Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  record UserView(String username, String displayName, Set<Role> roles) {}

  /**
   * @param endsAt when the session ends if the person does nothing more; null for HTTP Basic
   * @param authenticator a code of an app confirms a signature, not only the password
   */
  record SessionView(
      UserView user,
      Site site,
      @Nullable Instant endsAt,
      boolean displaysCalibrated,
      boolean authenticator) {}
}
