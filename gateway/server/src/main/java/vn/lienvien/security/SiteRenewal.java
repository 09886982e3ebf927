package vn.lienvien.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Renews a site's certificate before it expires: a new key, certified by the hub over the live
 * link, put in the place of the old one without a restart. Open connections keep the old one until
 * they end; documents signed with it stay believed. Thread-safe.
 */
public final class SiteRenewal {
  /** Key and certificate in one file, so that they are replaced together or not at all. */
  private static final String RENEWED = "site.renewed";

  private final Path identityDirectory;
  private final SiteIdentity identity;
  private final Clock clock;
  private Optional<KeyPair> pending = Optional.empty();

  public SiteRenewal(Path identityDirectory, SiteIdentity identity, Clock clock) {
    this.identityDirectory = identityDirectory;
    this.identity = identity;
    this.clock = clock;
  }

  /** Whether less than a third of the certificate's life is left. */
  public boolean due() {
    return due(identity.certificate(), clock.instant());
  }

  static boolean due(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
    return Duration.between(now, end).compareTo(life.dividedBy(3)) < 0;
  }

  /** A certification request (PKCS #10, PEM) for a new key; the same one until it is answered. */
  public synchronized String request() {
    if (pending.isEmpty()) {
      pending = Optional.of(SitePki.newKeyPair());
    }
    return SitePki.request(pending.get(), identity.siteId());
  }

  /**
   * Installs the hub's answer.
   *
   * @throws IOException in words, when it is not a certificate for our request
   */
  public synchronized void install(String pem) throws IOException {
    X509Certificate issued = PemFiles.certificate(pem);
    if (pending.isEmpty() || !issued.getPublicKey().equals(pending.get().getPublic())) {
      throw new IOException("the hub certified another key than ours");
    }
    try {
      String siteId = identity.trust(ignored -> {}).siteOf(issued);
      if (!siteId.equals(identity.siteId())) {
        throw new IOException("the hub's certificate is for site '" + siteId + "'");
      }
    } catch (CertificateException e) {
      throw new IOException("the hub's certificate for us is not usable: " + e.getMessage(), e);
    }
    PemFiles.write(
        identityDirectory.resolve(RENEWED),
        PemFiles.text(issued) + PemFiles.text(pending.get().getPrivate()));
    finish(identityDirectory);
    identity.renewed(pending.get().getPrivate(), issued);
    pending = Optional.empty();
  }

  /** Completes an installation that a kill has interrupted. */
  static void finish(Path identityDirectory) throws IOException {
    Path renewed = identityDirectory.resolve(RENEWED);
    if (Files.exists(renewed)) {
      PrivateKey key = PemFiles.privateKey(renewed);
      X509Certificate certificate = PemFiles.certificate(renewed);
      PemFiles.write(identityDirectory.resolve("site.key"), PemFiles.text(key));
      PemFiles.write(identityDirectory.resolve("site.crt"), PemFiles.text(certificate));
      Files.delete(renewed);
    }
  }
}
