package vn.lienvien.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the web page, its API and DICOMweb are served.
 *
 * @param tls what to serve HTTPS with; empty for HTTP, as behind a proxy that ends TLS
 * @param displaysCalibrated the site answers for its displays: calibrated for primary diagnosis by
 *     PS3.14; the page then no longer says that they are not
 */
public record WebSettings(String bind, int port, Optional<Tls> tls, boolean displaysCalibrated) {

  /** PEM files: the chain, the server's own certificate first, and its key. */
  public record Tls(Path certificate, Path key) {}
}
