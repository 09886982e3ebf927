package vn.lienvien.security;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * The hub's own certificate authority (RFC 5280): EC P-256, ten years, one certificate a site with
 * the site id as its CN. Files {@code ca.key} and {@code ca.crt} in the identity directory. Safe
 * for use by several threads once opened.
 */
public final class SitePki {
  static final String SIGNATURE = "SHA256withECDSA";
  static final Duration CA_VALIDITY = Duration.ofDays(3652);
  static final Duration SITE_VALIDITY = Duration.ofDays(1096);

  /** A clock that is a little behind at the other end must not refuse a new certificate. */
  private static final Duration BACKDATED = Duration.ofMinutes(10);

  private final PrivateKey key;
  private final X509Certificate ca;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private SitePki(PrivateKey key, X509Certificate ca, Clock clock) {
    this.key = key;
    this.ca = ca;
    this.clock = clock;
  }

  /** Opens the authority of this directory, making it on first use. */
  public static SitePki open(Path identityDirectory, Clock clock) throws IOException {
    Files.createDirectories(identityDirectory);
    Path keyFile = identityDirectory.resolve("ca.key");
    Path certificateFile = identityDirectory.resolve("ca.crt");
    if (Files.exists(keyFile) && Files.exists(certificateFile)) {
      return new SitePki(
          PemFiles.privateKey(keyFile), PemFiles.certificate(certificateFile), clock);
    }
    if (Files.exists(certificateFile)) {
      throw new IOException(
          certificateFile
              + " is here but ca.key is not: this site has joined a hub and cannot invite others;"
              + " if it is the hub, restore ca.key from the backup");
    }
    KeyPair pair = newKeyPair();
    X509Certificate certificate = selfSigned(pair, clock.instant());
    PemFiles.write(keyFile, PemFiles.text(pair.getPrivate()));
    PemFiles.write(certificateFile, PemFiles.text(certificate));
    return new SitePki(pair.getPrivate(), certificate, clock);
  }

  /** The authority's certificate, which every site pins. */
  public X509Certificate ca() {
    return ca;
  }

  /** Makes the hub's own site key and certificate where they are missing. */
  public void provideSite(Path identityDirectory, String siteId) throws IOException {
    if (Files.exists(identityDirectory.resolve("site.crt"))) {
      return;
    }
    KeyPair pair = newKeyPair();
    PemFiles.write(identityDirectory.resolve("site.key"), PemFiles.text(pair.getPrivate()));
    PemFiles.write(
        identityDirectory.resolve("site.crt"),
        PemFiles.text(issue(pair.getPublic(), siteId, SITE_VALIDITY)));
  }

  /** Signs a site's certificate; the caller has proved that the key belongs to that site. */
  X509Certificate issue(PublicKey publicKey, String siteId, Duration validity) {
    Instant now = clock.instant();
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()),
              new BigInteger(127, random).setBit(126),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(validity)),
              name(siteId),
              publicKey);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(ca));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(publicKey));
      return signed(builder, key);
    } catch (GeneralSecurityException | IOException | OperatorException e) {
      throw new IllegalStateException("the authority could not sign a certificate", e);
    }
  }

  /** A certification request (PKCS #10) for this key, in PEM. */
  static String request(KeyPair pair, String siteId) {
    try {
      byte[] der =
          new JcaPKCS10CertificationRequestBuilder(name(siteId), pair.getPublic())
              .build(new JcaContentSignerBuilder(SIGNATURE).build(pair.getPrivate()))
              .getEncoded();
      return PemFiles.encode(der, "CERTIFICATE REQUEST");
    } catch (OperatorException | IOException e) {
      throw new IllegalStateException("the certification request could not be signed", e);
    }
  }

  /** The public key of a request, once its self-signature has been checked. */
  static PublicKey requestedKey(String pem) throws IOException {
    try {
      PKCS10CertificationRequest request =
          new PKCS10CertificationRequest(PemFiles.decode(pem, "CERTIFICATE REQUEST"));
      PublicKey publicKey = new JcaPKCS10CertificationRequest(request).getPublicKey();
      boolean possessed =
          request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey));
      if (!possessed || !publicKey.getAlgorithm().equals("EC")) {
        throw new IOException("the certification request is not signed by its own EC key");
      }
      return publicKey;
    } catch (GeneralSecurityException | OperatorException e) {
      throw new IOException("the certification request cannot be read", e);
    } catch (PKCSException e) {
      throw new IOException("the certification request's signature cannot be read", e);
    }
  }

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks EC P-256", e);
    }
  }

  private static X509Certificate selfSigned(KeyPair pair, Instant now) {
    X500Name name = new X500Name("CN=Lien Vien link CA");
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(127, new SecureRandom()).setBit(126),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(CA_VALIDITY)),
              name,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return signed(builder, pair.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorException e) {
      throw new IllegalStateException("the authority could not be made", e);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static X500Name name(String siteId) {
    if (!siteId.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException(
          "a site id has 1 to 32 lower-case letters, digits and dashes");
    }
    return new X500Name("CN=" + siteId);
  }
}
