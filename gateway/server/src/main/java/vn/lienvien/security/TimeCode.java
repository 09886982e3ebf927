package vn.lienvien.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Six digits that an authenticator app shows for half a minute (RFC 6238 with HMAC-SHA-1, as every
 * app has it). Secrets are in Base32 (RFC 4648), as apps take them. Pure.
 */
public final class TimeCode {
  private static final long STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int DIGITS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private TimeCode() {}

  /** A secret of 160 bits: 32 characters. */
  public static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < bytes.length * 8; bit += 5) {
      int word =
          (bytes[bit / 8] & 0xFF) << 8
              | (bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xFF : 0);
      text.append(BASE32.charAt(word >> (11 - bit % 8) & 31));
    }
    return text.toString();
  }

  /** The half minute that a code is of: this one, or one beside it for clocks that differ. */
  public static OptionalLong stepOf(String secret, String code, Instant now) {
    if (!isSecret(secret) || !code.matches("[0-9]{6}")) {
      return OptionalLong.empty();
    }
    long current = now.getEpochSecond() / STEP_SECONDS;
    return LongStream.rangeClosed(current - 1, current + 1)
        .filter(step -> MessageDigest.isEqual(codeAt(secret, step).getBytes(), code.getBytes()))
        .findFirst();
  }

  static boolean isSecret(String text) {
    return text.matches("[A-Z2-7]{32}");
  }

  private static String codeAt(String secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 15;
      int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFFFFFF;
      return "%06d".formatted(truncated % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-1", e);
    }
  }

  private static byte[] bytes(String secret) {
    byte[] bytes = new byte[SECRET_BYTES];
    for (int i = 0; i < secret.length(); i++) {
      int bit = i * 5;
      int word = BASE32.indexOf(secret.charAt(i)) << (11 - bit % 8);
      bytes[bit / 8] |= (byte) (word >> 8);
      if (bit / 8 + 1 < bytes.length) {
        bytes[bit / 8 + 1] |= (byte) word;
      }
    }
    return bytes;
  }
}
