package vn.lienvien.security;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS to systems outside the circle of Liên Viện sites: their authority, a certificate for them.
 */
public final class ForeignTls {
  private static final char[] NO_PASSWORD = new char[0];

  private ForeignTls() {}

  /**
   * Reads PEM files.
   *
   * @param authority the only certificates that are believed; the public authorities without it
   * @param certificate ours, where the other side asks for one
   * @param key its key, PKCS #8
   */
  public static SSLContext context(
      Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys(certificate, key).getKeyManagers(), trust(authority).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "certificates or key cannot be used: " + authority + " " + certificate + " " + key, e);
    }
  }

  private static TrustManagerFactory trust(Optional<Path> authority)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    @Nullable KeyStore believed = null;
    if (authority.isPresent()) {
      believed = empty();
      for (Certificate one : PemFiles.certificates(authority.get())) {
        believed.setCertificateEntry("authority-" + believed.size(), one);
      }
    }
    trust.init(believed);
    return trust;
  }

  private static KeyManagerFactory keys(Optional<Path> certificate, Optional<Path> key)
      throws GeneralSecurityException, IOException {
    if (certificate.isPresent() && key.isPresent()) {
      return KeyedCertificate.read(certificate.get(), key.get()).keys();
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(empty(), NO_PASSWORD);
    return keys;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
