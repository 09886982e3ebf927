package vn.lienvien.web;

import java.time.Duration;

/**
 * Where HTTP is served.
 *
 * @param port 0 for any free one
 * @param firstRequestWithin how long a new connection may take to send its first request's headers
 */
public record Listening(String host, int port, Duration firstRequestWithin) {
  public static Listening on(String host, int port) {
    return new Listening(host, port, Duration.ofSeconds(10));
  }
}
