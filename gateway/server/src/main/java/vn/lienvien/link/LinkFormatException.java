package vn.lienvien.link;

import java.io.IOException;

/** What a peer sent is not what the protocol allows; the message is fit to be told to it. */
final class LinkFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  LinkFormatException(String message) {
    super(message);
  }
}
