package vn.lienvien.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.security.Account;
import vn.lienvien.security.TimeCode;

/** A person's own authenticator app, whose codes confirm a signature in the password's place. */
final class AuthenticatorRoutes {
  private static final String PATH = "/api/session/authenticator";

  private final Logins logins;
  private final ViewAudit audit;
  private final SecureRandom random = new SecureRandom();

  AuthenticatorRoutes(Logins logins, ViewAudit audit) {
    this.logins = logins;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Access.LOGGED_IN, this::offer),
        Route.put(PATH, Access.LOGGED_IN, this::add),
        Route.delete(PATH, Access.LOGGED_IN, this::remove));
  }

  /** A secret for an app; it holds for nothing until a code of it has come back. */
  private void offer(Exchange exchange) throws IOException {
    String secret = TimeCode.newSecret(random);
    String label = URLEncoder.encode(exchange.account().username(), StandardCharsets.UTF_8);
    String uri = "otpauth://totp/LienVien:%s?secret=%s&issuer=LienVien".formatted(label, secret);
    exchange.json(200, new Offer(secret, uri));
  }

  /** The password as well: whoever finds an open session must not make a signature of his own. */
  private void add(Exchange exchange) throws IOException {
    NewAuthenticator given = exchange.json(NewAuthenticator.class);
    Account caller = exchange.account();
    if (!logins.confirms(caller, Objects.requireNonNullElse(given.password(), ""), exchange)) {
      throw new HttpFault(ErrorCode.BAD_CREDENTIALS, "the password is not the person's");
    }
    String secret = Objects.requireNonNullElse(given.secret(), "");
    String code = Objects.requireNonNullElse(given.code(), "");
    if (!logins.addAuthenticator(caller, secret, code)) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "the code is not the app's of now");
    }
    audit.did(exchange, Action.CHANGE_ACCOUNTS, caller.username());
    exchange.empty(204);
  }

  private void remove(Exchange exchange) throws IOException {
    logins.removeAuthenticator(exchange.account());
    audit.did(exchange, Action.CHANGE_ACCOUNTS, exchange.account().username());
    exchange.empty(204);
  }

  record Offer(String secret, String uri) {
    @Override
    public String toString() {
      return "Offer";
    }
  }

  record NewAuthenticator(
      @Nullable String secret, @Nullable String code, @Nullable String password) {
    @Override
    public String toString() {
      return "NewAuthenticator";
    }
  }
}
