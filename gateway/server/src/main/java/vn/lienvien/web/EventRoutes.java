package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Server-sent events (WHATWG HTML 9.2): tells a page which cases it should look at again. It says
 * nothing but ids, ends with the session and does not keep it alive.
 */
final class EventRoutes {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Several changes of one step come together; pages look once. */
  private static final Duration TOGETHER = Duration.ofMillis(150);

  private final Changes changes;
  private final Logins logins;

  EventRoutes(Changes changes, Logins logins) {
    this.changes = changes;
    this.logins = logins;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/events", Access.LOGGED_IN, this::stream));
  }

  private void stream(Exchange exchange) throws IOException {
    Changes.Subscription subscription =
        changes
            .subscribe()
            .orElseThrow(
                () -> new HttpFault(ErrorCode.OUT_OF_RESOURCES, "too many pages are listening"));
    Optional<String> token = Callers.sessionToken(exchange.request());
    exchange.response().putHeader("X-Accel-Buffering", "no");
    try (subscription) {
      exchange.stream(
          200,
          "text/event-stream",
          out -> {
            say(out, "retry: 2000\n\n");
            while (!changes.isClosed() && isOpen(token)) {
              say(out, event(subscription));
            }
          });
    }
  }

  private boolean isOpen(Optional<String> token) {
    return token.isEmpty() || token.flatMap(logins::byIdleSession).isPresent();
  }

  private static String event(Changes.Subscription subscription) throws IOException {
    try {
      Set<String> first = subscription.await(HEARTBEAT);
      if (first.isEmpty()) {
        return ":\n\n";
      }
      Thread.sleep(TOGETHER);
      Set<String> all = new java.util.TreeSet<>(first);
      all.addAll(subscription.await(Duration.ZERO));
      String data = Json.MAPPER.writeValueAsString(Map.of("caseIds", all));
      return "event: cases\ndata: " + data + "\n\n";
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", stopping);
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
