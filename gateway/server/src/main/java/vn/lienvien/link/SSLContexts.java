package vn.lienvien.link;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteTrust;

/**
 * The listening end's TLS context, made anew when the certificate it shows has been renewed.
 * Thread-safe.
 */
final class SSLContexts {
  private final SiteIdentity identity;
  private final SiteTrust trust;
  private Optional<X509Certificate> shown = Optional.empty();
  private Optional<SSLContext> context = Optional.empty();

  SSLContexts(SiteIdentity identity, SiteTrust trust) {
    this.identity = identity;
    this.trust = trust;
  }

  synchronized SSLContext server() {
    X509Certificate now = identity.certificate();
    if (!shown.equals(Optional.of(now))) {
      context = Optional.of(identity.serverContext(trust));
      shown = Optional.of(now);
    }
    return context.orElseThrow();
  }
}
