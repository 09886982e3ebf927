package vn.lienvien.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes the certificates that the hub's CA has signed, while they are valid and not revoked, and
 * nothing else (RFC 5280 §6). The name that counts is the site id in the CN; host names do not,
 * since a spoke's address changes and a hub's may. Thread-safe.
 */
public final class SiteTrust extends X509ExtendedTrustManager {
  private final X509Certificate authority;
  private final Clock clock;
  private final Revocations revocations;
  private final Consumer<String> refusals;
  private final String expectedSiteId;

  /**
   * Trusts every site of this authority.
   *
   * @param refusals hears, in words, of each certificate that was refused in a handshake
   */
  public SiteTrust(
      X509Certificate authority, Clock clock, Revocations revocations, Consumer<String> refusals) {
    this(authority, clock, revocations, refusals, "");
  }

  private SiteTrust(
      X509Certificate authority,
      Clock clock,
      Revocations revocations,
      Consumer<String> refusals,
      String expectedSiteId) {
    this.authority = authority;
    this.clock = clock;
    this.revocations = revocations;
    this.refusals = refusals;
    this.expectedSiteId = expectedSiteId;
  }

  /** The same trust, but for one site only. */
  SiteTrust only(String siteId) {
    return new SiteTrust(authority, clock, revocations, refusals, siteId);
  }

  /**
   * The site that this certificate speaks for now.
   *
   * @throws CertificateException in words, when it speaks for none
   */
  public String siteOf(X509Certificate certificate) throws CertificateException {
    String siteId = siteAt(certificate, Date.from(clock.instant()), expectedSiteId);
    if (revocations.contains(certificate, siteId)) {
      throw new CertificateException("the certificate of site '" + siteId + "' is revoked");
    }
    return siteId;
  }

  /**
   * Whether a certificate that was believed in its handshake still is: not expired, not revoked.
   *
   * @throws CertificateException in words, when it is not
   */
  public void stillBelieved(X509Certificate certificate, String siteId)
      throws CertificateException {
    Date now = Date.from(clock.instant());
    if (certificate.getNotAfter().before(now)) {
      throw new CertificateException(
          "the certificate expired at " + certificate.getNotAfter().toInstant());
    }
    if (revocations.contains(certificate, siteId)) {
      throw new CertificateException("the certificate of site '" + siteId + "' is revoked");
    }
  }

  /** The site of a certificate as it was at some time: a later revocation undoes no signature. */
  String siteAt(X509Certificate certificate, Date at, String expected) throws CertificateException {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(at);
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
              parameters);
    } catch (CertPathValidatorException e) {
      throw new CertificateException(inWords(certificate, at, e), e);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the certificate cannot be judged: " + e.getMessage(), e);
    }
    String siteId = commonName(certificate);
    if (!expected.isEmpty() && !siteId.equals(expected)) {
      throw new CertificateException(
          "the certificate is for site '" + siteId + "', not for '" + expected + "'");
    }
    return siteId;
  }

  private String inWords(X509Certificate certificate, Date at, CertPathValidatorException cause) {
    if (certificate.getNotAfter().before(at)) {
      return "the certificate expired at " + certificate.getNotAfter().toInstant();
    }
    if (certificate.getNotBefore().after(at)) {
      return "the certificate is valid only from "
          + certificate.getNotBefore().toInstant()
          + "; check this machine's clock";
    }
    return "the certificate is not from our hub's authority (" + cause.getReason() + ")";
  }

  static String commonName(X509Certificate certificate) throws CertificateException {
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        String value = rdn.getValue().toString();
        if (rdn.getType().equalsIgnoreCase("CN") && value.matches("[a-z0-9-]{1,32}")) {
          return value;
        }
      }
    } catch (InvalidNameException e) {
      throw new CertificateException("the certificate's subject cannot be read", e);
    }
    throw new CertificateException("the certificate's CN is not a site id");
  }

  private void shaken(X509Certificate[] chain) throws CertificateException {
    try {
      siteOf(chain[0]);
    } catch (CertificateException e) {
      refusals.accept(e.getMessage());
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    shaken(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}
