package vn.lienvien.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that hold a socket without a request in progress: idle ones, and slow-loris
 * clients whose request line and headers trickle in. Bodies are watched by {@link RequestBody}.
 */
final class ConnectionWatch {
  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(75);
  private static final int MOST_CONNECTIONS = 4096;

  private final Map<HttpConnection, Activity> connections = new ConcurrentHashMap<>();
  private final Duration firstRequest;

  ConnectionWatch(Vertx vertx, Duration firstRequest) {
    this.firstRequest = firstRequest;
    vertx.setPeriodic(1000, timer -> closeStale());
  }

  void opened(HttpConnection connection) {
    if (connections.size() >= MOST_CONNECTIONS) {
      connection.close();
      return;
    }
    connections.put(connection, new Activity());
    connection.closeHandler(nothing -> connections.remove(connection));
  }

  void requestBegan(HttpConnection connection) {
    Activity activity = connections.get(connection);
    if (activity != null) {
      activity.began();
    }
  }

  void requestEnded(HttpConnection connection) {
    Activity activity = connections.get(connection);
    if (activity != null) {
      activity.ended();
    }
  }

  private void closeStale() {
    long now = System.nanoTime();
    connections.forEach((connection, activity) -> {
      if (activity.idleSince(now).compareTo(activity.patience(firstRequest)) > 0) {
        connection.close();
      }
    });
  }

  /** What one connection does; pipelined requests may be in progress together. */
  private static final class Activity {
    private int inProgress;
    private boolean served;
    private long lastNanos = System.nanoTime();

    synchronized void began() {
      inProgress++;
      served = true;
    }

    synchronized void ended() {
      inProgress--;
      lastNanos = System.nanoTime();
    }

    synchronized Duration idleSince(long now) {
      return inProgress > 0 ? Duration.ZERO : Duration.ofNanos(now - lastNanos);
    }

    synchronized Duration patience(Duration firstRequest) {
      return served ? BETWEEN_REQUESTS : firstRequest;
    }
  }
}
