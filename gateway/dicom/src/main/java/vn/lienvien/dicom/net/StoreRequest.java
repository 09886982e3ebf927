package vn.lienvien.dicom.net;

import java.util.Optional;

/**
 * The command of an incoming C-STORE (PS3.7 9.1.1); the UIDs are what the peer says, not yet
 * compared with the data set.
 */
public record StoreRequest(
    Association association,
    String sopClassUID,
    String sopInstanceUID,
    String transferSyntaxUID,
    Optional<MoveOriginator> moveOriginator) {
  /** Who asked for the C-MOVE this store is a sub-operation of. */
  public record MoveOriginator(String aeTitle, int messageID) {}
}
