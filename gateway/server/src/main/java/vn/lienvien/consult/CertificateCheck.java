package vn.lienvien.consult;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.SignedDocument;

/**
 * Checks signatures with nothing but certificates that an auditor holds: those of the sites
 * themselves or of the authority that issued them. Immutable.
 */
public final class CertificateCheck implements SignatureCheck {
  private final List<X509Certificate> trusted;

  public CertificateCheck(List<X509Certificate> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  @Override
  public Optional<String> fault(SignedDocument document, String expectedSiteId) {
    if (!document.siteId().equals(expectedSiteId)) {
      return Optional.of(
          "signed as '%s', expected '%s'".formatted(document.siteId(), expectedSiteId));
    }
    try {
      X509Certificate signer = certificate(document.certificate());
      signer.checkValidity(Date.from(document.signedAt()));
      if (trusted.stream().noneMatch(anchor -> vouchesFor(anchor, signer))) {
        return Optional.of("the certificate of '%s' is not trusted".formatted(document.siteId()));
      }
      if (!isOf(signer, expectedSiteId)) {
        return Optional.of("the certificate is of another site");
      }
      return isGenuine(document, signer)
          ? Optional.empty()
          : Optional.of("the signature of '%s' does not fit".formatted(document.siteId()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of("the signature cannot be checked: " + e.getMessage());
    }
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean vouchesFor(X509Certificate anchor, X509Certificate signer) {
    if (anchor.equals(signer)) {
      return true;
    }
    try {
      signer.verify(anchor.getPublicKey());
      return anchor.getBasicConstraints() >= 0;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isOf(X509Certificate signer, String siteId) {
    String name = signer.getSubjectX500Principal().getName();
    return List.of(name.split("[,+]")).contains("CN=" + siteId);
  }

  private static boolean isGenuine(SignedDocument document, X509Certificate signer)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(signer);
    signature.update(document.body().getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(document.signature()));
  }
}
