package vn.lienvien.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.KeyedCertificate;

/**
 * HTTPS with a certificate that is renewed by others: what the files hold is shown to new
 * connections, without a restart. Files that cannot be used are logged, and the certificate that
 * was shown before stays.
 */
final class ShownCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ShownCertificate.class);
  private static final int UPLOAD_WINDOW = 1 << 20;

  private final Listening.Tls files;
  private KeyedCertificate shown;
  private String complaint = "";

  /**
   * @throws IOException where the files cannot be used
   */
  ShownCertificate(Listening.Tls files) throws IOException {
    this.files = files;
    this.shown = read();
  }

  /**
   * TLS 1.3 and 1.2, HTTP/2 for those who speak it: a browser then asks for a whole series at once,
   * instead of for six images at a time, each with a round trip of its own. The multiplexing codec,
   * because Vert.x's other one can leave answers lying on a slow line (decision 049).
   */
  HttpServerOptions serve(HttpServerOptions options, Listening where) {
    options
        .setSsl(true)
        .setKeyCertOptions(KeyCertOptions.wrap(shown.keys()))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(where.firstRequestWithin().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setHttp2MultiplexImplementation(true)
        .setHttp2ConnectionWindowSize(UPLOAD_WINDOW);
    options.getInitialSettings().setInitialWindowSize(UPLOAD_WINDOW);
    return options;
  }

  /** Looks at the files from now on. */
  void renew(Vertx vertx, HttpServer server, HttpServerOptions options, ExecutorService threads) {
    vertx.setPeriodic(
        files.checkedEvery().toMillis(), _ -> threads.execute(() -> look(server, options)));
  }

  private synchronized void look(HttpServer server, HttpServerOptions options) {
    try {
      KeyedCertificate now = read();
      if (!now.equals(shown)) {
        server
            .updateSSLOptions(
                options.getSslOptions().setKeyCertOptions(KeyCertOptions.wrap(now.keys())), true)
            .await(10, TimeUnit.SECONDS);
        shown = now;
        LOG.info("the web pages show a renewed certificate, valid until {}", now.endsAt());
      }
      complaint = "";
    } catch (Exception unusable) {
      // await throws whatever the server failed with, checked or not
      complain(String.valueOf(unusable.getMessage()));
    }
  }

  /** Once, however often the same files are looked at. */
  private void complain(String text) {
    if (!text.equals(complaint)) {
      complaint = text;
      LOG.warn("the web pages keep the certificate until {}: {}", shown.endsAt(), text);
    }
  }

  private KeyedCertificate read() throws IOException {
    return KeyedCertificate.read(files.certificate(), files.key());
  }
}
