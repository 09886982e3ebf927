package vn.lienvien.dicom.net;

import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;

/**
 * The response to a request on a single SOP instance (PS3.7 10.1).
 *
 * @param information attribute list, action reply or event reply
 * @param sopInstanceUID the affected instance; empty when it is the one that was asked about
 */
public record NormalizedReply(
    Status status, Optional<Attributes> information, String sopInstanceUID) {
  public NormalizedReply(Status status, Optional<Attributes> information) {
    this(status, information, "");
  }

  /** A status and nothing else. */
  public static NormalizedReply of(Status status) {
    return new NormalizedReply(status, Optional.empty());
  }

  public static NormalizedReply success(Attributes information) {
    return new NormalizedReply(Status.SUCCESS, Optional.of(information));
  }
}
