package vn.lienvien.security;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate that somebody else issued to us, and the key it belongs to.
 *
 * @param chain ours first, then those that vouch for it
 */
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Reads two PEM files and tries the key on the certificate.
   *
   * @param key PKCS #8, not encrypted
   * @throws IOException where a file cannot be read, or they do not belong together
   */
  public static KeyedCertificate read(Path certificate, Path key) throws IOException {
    List<X509Certificate> chain = PemFiles.certificates(certificate);
    X509Certificate ours = chain.getFirst();
    PrivateKey secret = PemFiles.privateKey(key, ours.getPublicKey().getAlgorithm());
    if (!belong(ours, secret)) {
      throw new IOException(key + " is not the key of the certificate in " + certificate);
    }
    return new KeyedCertificate(chain, secret);
  }

  public Instant endsAt() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** For a TLS context. */
  public KeyManagerFactory keys() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("ours", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return keys;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory that holds no key", e);
    }
  }

  private static boolean belong(X509Certificate certificate, PrivateKey key) throws IOException {
    byte[] anything = certificate.getSerialNumber().toByteArray();
    try {
      Signature signature = Signature.getInstance(signatureOf(key));
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new IOException("a key that cannot sign: " + e.getMessage(), e);
    }
  }

  private static String signatureOf(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
