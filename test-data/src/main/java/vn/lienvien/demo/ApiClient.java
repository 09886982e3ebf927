package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One logged-in person's view of a gateway's API. Not thread-safe. */
final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Account account;

  ApiClient(Account account) {
    this.account = account;
  }

  void login() {
    post("/api/session", Map.of("username", account.username(), "password", account.password()));
  }

  JsonNode get(String path) {
    return send("GET", path, Optional.empty());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send("POST", path, Optional.of(body));
  }

  JsonNode put(String path, Map<String, ?> body) {
    return send("PUT", path, Optional.of(body));
  }

  void delete(String path) {
    send("DELETE", path, Optional.empty());
  }

  /** As {@link #post}; what the gateway does not take now is tried again by the caller. */
  void tryPost(String path, Map<String, ?> body) {
    try {
      post(path, body);
    } catch (UnreachableException | UnauthorizedException | StageException e) {
      System.out.println("POST not taken: " + e.getMessage());
    }
  }

  /** As {@link #get}, empty while the gateway does not answer (it may have just been killed). */
  Optional<JsonNode> tryGet(String path) {
    try {
      return Optional.of(get(path));
    } catch (UnreachableException e) {
      return Optional.empty();
    } catch (UnauthorizedException e) {
      loginIfReachable();
      return Optional.empty();
    }
  }

  private void loginIfReachable() {
    try {
      login();
    } catch (UnreachableException e) {
      System.out.println("login not possible yet: " + e.getMessage());
    }
  }

  private JsonNode send(String method, String path, Optional<Map<String, ?>> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(account.hospital().webAddress() + path))
            .timeout(Duration.ofSeconds(30))
            .header("X-Lienvien", "1")
            .header("Content-Type", "application/json");
    try {
      request.method(
          method,
          body.isPresent()
              ? BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body.get()))
              : BodyPublishers.noBody());
      var response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() == 401 && !path.equals("/api/session")) {
        throw new UnauthorizedException();
      }
      if (response.statusCode() >= 300) {
        throw new StageException(
            "%s %s gave %d: %s".formatted(method, path, response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException e) {
      throw new UnreachableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }

  /** Sessions live in memory: a restarted gateway does not know this one. */
  private static final class UnauthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(IOException cause) {
      super(cause);
    }
  }
}
