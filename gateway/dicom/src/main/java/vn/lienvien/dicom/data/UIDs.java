package vn.lienvien.dicom.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Checks and makes unique identifiers (PS3.5 9 and B.2). */
public final class UIDs {
  private static final int MAX_LENGTH = 64;

  private UIDs() {}

  /** Whether the text obeys PS3.5 9.1: components of digits, none with a leading zero. */
  public static boolean isValid(String uid) {
    if (uid.isEmpty() || uid.length() > MAX_LENGTH) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= uid.length(); i++) {
      if (i == uid.length() || uid.charAt(i) == '.') {
        boolean leadingZero = i - start > 1 && uid.charAt(start) == '0';
        if (i == start || leadingZero) {
          return false;
        }
        start = i + 1;
      } else if (uid.charAt(i) < '0' || uid.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** A new UID from a random UUID. */
  public static String create() {
    return of(UUID.randomUUID());
  }

  /** The UID that belongs to a seed: always the same one, and never that of another seed. */
  public static String nameBased(String seed) {
    byte[] digest = sha256(seed.getBytes(StandardCharsets.UTF_8));
    long high = new BigInteger(1, digest).shiftRight(192).longValue();
    long low = new BigInteger(1, digest).shiftRight(128).longValue();
    // RFC 9562 version 8, variant 10
    return of(
        new UUID(
            (high & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L,
            (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L));
  }

  private static String of(UUID uuid) {
    return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
