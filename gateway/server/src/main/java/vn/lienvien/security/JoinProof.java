package vn.lienvien.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How both ends of a join prove to each other that they know the invite code without saying it:
 * HMAC-SHA256 over length-prefixed fields. {@code channel} is the SHA-256 of the TLS server
 * certificate that this end sees, so a man in the middle, who must show another certificate, makes
 * the two ends disagree; it is empty when the files are carried by hand.
 */
final class JoinProof {
  private JoinProof() {}

  static String ofRequest(byte[] key, String siteId, String request, byte[] channel) {
    return mac(key, bytes("request"), bytes(siteId), bytes(request), channel);
  }

  static String ofAnswer(byte[] key, JoinRequest request, JoinAnswer answer, byte[] channel) {
    return mac(
        key,
        bytes("answer"),
        bytes(request.proof()),
        bytes(answer.hubSiteId()),
        bytes(answer.certificate()),
        bytes(answer.authority()),
        channel);
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(bytes(one), bytes(other));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String mac(byte[] key, byte[]... fields) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] field : fields) {
        mac.update(ByteBuffer.allocate(4).putInt(field.length).array());
        mac.update(field);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HmacSHA256", e);
    }
  }
}
