package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A user identity offered during negotiation (PS3.7 D.3.3.7), passed through to the acceptance
 * policy; {@link #toString()} never shows the fields.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos, 4 SAML, 5 JWT
 * @param responseRequested whether the requestor wants a positive answer
 */
public record UserIdentity(
    int type, boolean responseRequested, ByteBuffer primary, ByteBuffer secondary) {
  /** A user name (type 1), or with its passcode (type 2); both in UTF-8. */
  public static UserIdentity of(String userName, Optional<String> passcode, boolean confirm) {
    ByteBuffer secondary = ByteBuffer.wrap(passcode.orElse("").getBytes(UTF_8));
    return new UserIdentity(
        passcode.isPresent() ? 2 : 1,
        confirm,
        ByteBuffer.wrap(userName.getBytes(UTF_8)),
        secondary);
  }

  /** The user name of types 1 and 2; empty of the others. */
  public Optional<String> userName() {
    return type == 1 || type == 2
        ? Optional.of(UTF_8.decode(primary.duplicate()).toString())
        : Optional.empty();
  }

  /** Whether the passcode of type 2 is this one; takes as long whatever differs. */
  public boolean hasPasscode(String expected) {
    byte[] given = new byte[secondary.remaining()];
    secondary.duplicate().get(given);
    return type == 2 && MessageDigest.isEqual(given, expected.getBytes(UTF_8));
  }

  public UserIdentity {
    primary = primary.asReadOnlyBuffer();
    secondary = secondary.asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    return "UserIdentity[type=" + type + "]";
  }
}
