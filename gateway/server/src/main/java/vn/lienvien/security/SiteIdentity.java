package vn.lienvien.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import vn.lienvien.model.SignedDocument;

/**
 * This site as other sites know it: its key, its certificate and the authority both ends believe.
 * Signs and verifies the documents of the ledger, and makes the link's TLS material. Thread-safe;
 * nothing but a renewal changes it.
 */
public final class SiteIdentity {
  private final String siteId;
  private volatile Credentials credentials;
  private final X509Certificate authority;
  private final Revocations revocations;
  private final Clock clock;

  private SiteIdentity(
      String siteId,
      PrivateKey key,
      X509Certificate certificate,
      X509Certificate authority,
      Path identityDirectory,
      Clock clock) {
    this.siteId = siteId;
    this.credentials = new Credentials(key, certificate);
    this.authority = authority;
    this.revocations = new Revocations(identityDirectory);
    this.clock = clock;
  }

  /** A key and the certificate for it, replaced together. */
  private record Credentials(PrivateKey key, X509Certificate certificate) {}

  /** Reads {@code site.key}, {@code site.crt} and {@code ca.crt}. */
  public static SiteIdentity load(Path identityDirectory, Clock clock) throws IOException {
    SiteRenewal.finish(identityDirectory);
    X509Certificate certificate = PemFiles.certificate(identityDirectory.resolve("site.crt"));
    try {
      return new SiteIdentity(
          SiteTrust.commonName(certificate),
          PemFiles.privateKey(identityDirectory.resolve("site.key")),
          certificate,
          PemFiles.certificate(identityDirectory.resolve("ca.crt")),
          identityDirectory,
          clock);
    } catch (CertificateException e) {
      throw new IOException(identityDirectory.resolve("site.crt") + ": " + e.getMessage(), e);
    }
  }

  /** The CN of this site's certificate. */
  public String siteId() {
    return siteId;
  }

  /** This site's certificate. */
  public X509Certificate certificate() {
    return credentials.certificate();
  }

  /** From now on this key signs and this certificate is shown. */
  void renewed(PrivateKey key, X509Certificate certificate) {
    credentials = new Credentials(key, certificate);
  }

  /** Signs the exact UTF-8 bytes of the body. */
  public SignedDocument sign(String body, SignedDocument.Kind kind, String caseId) {
    // Microseconds, as a database keeps them: a document read back equals the one that was sent.
    Instant signedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Credentials now = credentials;
    try {
      Signature signature = Signature.getInstance(SitePki.SIGNATURE);
      signature.initSign(now.key());
      signature.update(body.getBytes(StandardCharsets.UTF_8));
      String base64 = Base64.getEncoder().encodeToString(signature.sign());
      return new SignedDocument(
          caseId, kind, siteId, body, base64, PemFiles.text(now.certificate()), signedAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this site's key cannot sign; is site.key damaged?", e);
    }
  }

  /** Whether that site really signed this, with a certificate that was valid when it did. */
  public boolean verify(SignedDocument document, String expectedSiteId) {
    return fault(document, expectedSiteId).isEmpty();
  }

  /** Why a document is not to be believed; empty when it is. */
  public Optional<String> fault(SignedDocument document, String expectedSiteId) {
    if (!document.siteId().equals(expectedSiteId)) {
      return Optional.of(
          "signed as '" + document.siteId() + "', expected '" + expectedSiteId + "'");
    }
    try {
      X509Certificate signer = PemFiles.certificate(document.certificate());
      trust(ignored -> {}).siteAt(signer, Date.from(document.signedAt()), expectedSiteId);
      Signature signature = Signature.getInstance(SitePki.SIGNATURE);
      signature.initVerify(signer);
      signature.update(document.body().getBytes(StandardCharsets.UTF_8));
      boolean genuine = signature.verify(Base64.getDecoder().decode(document.signature()));
      return genuine ? Optional.empty() : Optional.of("the signature does not fit the text");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of("the signature cannot be checked: " + e.getMessage());
    }
  }

  /** Believes every site of our authority. */
  public SiteTrust trust(Consumer<String> refusals) {
    return new SiteTrust(authority, clock, revocations, refusals);
  }

  /** Shows this site's certificate to peers. */
  public X509ExtendedKeyManager keyManager() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Credentials now = credentials;
      X509Certificate[] chain = {now.certificate(), authority};
      store.setKeyEntry("site", now.key(), new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      for (KeyManager manager : factory.getKeyManagers()) {
        if (manager instanceof X509ExtendedKeyManager x509) {
          return x509;
        }
      }
      throw new IllegalStateException("this Java runtime makes no X.509 key manager");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("site.key and site.crt do not fit each other", e);
    }
  }

  /** TLS 1.3 towards one site and no other, showing our certificate. */
  public SSLContext clientContext(String peerSiteId) {
    return context(trust(ignored -> {}).only(peerSiteId));
  }

  /** TLS 1.3 for callers whom this trust judges, showing our certificate. */
  public SSLContext serverContext(SiteTrust judge) {
    return context(judge);
  }

  private SSLContext context(SiteTrust judge) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {keyManager()}, new TrustManager[] {judge}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks TLS 1.3", e);
    }
  }
}
