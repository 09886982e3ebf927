package vn.lienvien.dicom.net;

import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.io.FileMeta;

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
  /** The meta group of a file that keeps the object, with the AE title that it came from. */
  public Attributes fileMeta(String sourceAETitle) {
    return FileMeta.of(sopClassUID, sopInstanceUID, transferSyntaxUID, sourceAETitle);
  }

  /** Who asked for the C-MOVE this store is a sub-operation of. */
  public record MoveOriginator(String aeTitle, int messageID) {}
}
