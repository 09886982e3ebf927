package vn.lienvien.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The one-time code that a hub's administrator reads to a spoke's over the telephone: 14 random
 * characters (70 bits) and 2 check characters, in four groups of four, without I, L, O and U.
 *
 * @param letters the 16 characters, upper case, without dashes
 */
public record InviteCode(String letters) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SECRET_LETTERS = 14;
  private static final int LETTERS = 16;
  private static final int DERIVATION_ROUNDS = 200_000;

  /** A new code. */
  public static InviteCode random(SecureRandom random) {
    StringBuilder secret = new StringBuilder(LETTERS);
    for (int i = 0; i < SECRET_LETTERS; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new InviteCode(secret + check(secret.toString()));
  }

  /**
   * Reads a code as a person typed it: case, spaces and dashes do not matter, O is 0, I and L are
   * 1.
   *
   * @throws IllegalArgumentException in words for that person, when it cannot be a code
   */
  public static InviteCode parse(String typed) {
    String letters =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (letters.length() != LETTERS) {
      throw new IllegalArgumentException("an invite code has 16 characters in groups of four");
    }
    if (!letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "an invite code has only digits and letters, and never the letter U");
    }
    String secret = letters.substring(0, SECRET_LETTERS);
    if (!check(secret).equals(letters.substring(SECRET_LETTERS))) {
      throw new IllegalArgumentException(
          "the invite code was mistyped: its last two characters do not match the others");
    }
    return new InviteCode(letters);
  }

  /** As it is read aloud: {@code ABCD-EFGH-JKMN-PQRS}. */
  public String spoken() {
    return letters.replaceAll("(.{4})(?!$)", "$1-");
  }

  /** The key both ends prove to know; slow on purpose, and different for every site. */
  byte[] key(String siteId) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(
              letters.toCharArray(),
              ("lienvien join " + siteId).getBytes(StandardCharsets.UTF_8),
              DERIVATION_ROUNDS,
              256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks PBKDF2WithHmacSHA256", e);
    }
  }

  private static String check(String secret) {
    byte[] digest = sha256(secret.getBytes(StandardCharsets.US_ASCII));
    int bits = ((digest[0] & 0xff) << 2) | ((digest[1] & 0xff) >> 6);
    return "" + ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }

  /** Never the letters: a code must not reach a log. */
  @Override
  public String toString() {
    return "InviteCode[…]";
  }
}
