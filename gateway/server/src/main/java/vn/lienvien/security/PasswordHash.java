package vn.lienvien.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 with HMAC-SHA-512 (RFC 8018), salted.
 *
 * @param iterations kept with each hash, so that it can be raised
 * @param salt Base64 of 16 bytes
 * @param hash Base64 of 32 bytes
 */
record PasswordHash(int iterations, String salt, String hash) {
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String base64 = Base64.getEncoder().encodeToString(salt);
    byte[] hash = derive(password, salt, ITERATIONS);
    return new PasswordHash(ITERATIONS, base64, Base64.getEncoder().encodeToString(hash));
  }

  /** Whether this is the password; takes as long for a wrong one as for the right one. */
  boolean fits(String password) {
    byte[] derived = derive(password, Base64.getDecoder().decode(salt), iterations);
    return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
