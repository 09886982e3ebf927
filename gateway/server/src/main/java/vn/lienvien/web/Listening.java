package vn.lienvien.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where HTTP is served.
 *
 * @param port 0 for any free one
 * @param firstRequestWithin how long a new connection may take to send its first request's headers,
 *     and before that to agree on TLS
 * @param tls empty for HTTP in the clear
 */
public record Listening(String host, int port, Duration firstRequestWithin, Optional<Tls> tls) {

  /**
   * PEM files: the chain, the server's own certificate first, and its key.
   *
   * @param checkedEvery how often the files are looked at; a renewed certificate is shown from then
   */
  public record Tls(Path certificate, Path key, Duration checkedEvery) {}

  public static Listening on(String host, int port) {
    return new Listening(host, port, Duration.ofSeconds(10), Optional.empty());
  }

  public Listening with(Tls tls) {
    return new Listening(host, port, firstRequestWithin, Optional.of(tls));
  }
}
