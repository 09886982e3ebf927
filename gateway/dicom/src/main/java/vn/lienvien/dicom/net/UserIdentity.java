package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;

/**
 * A user identity offered during negotiation (PS3.7 D.3.3.7), passed through to the acceptance
 * policy; {@link #toString()} never shows the fields.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos, 4 SAML, 5 JWT
 * @param responseRequested whether the requestor wants a positive answer
 */
public record UserIdentity(
    int type, boolean responseRequested, ByteBuffer primary, ByteBuffer secondary) {
  public UserIdentity {
    primary = primary.asReadOnlyBuffer();
    secondary = secondary.asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    return "UserIdentity[type=" + type + "]";
  }
}
