package vn.lienvien.model;

/**
 * What became of one instance offered to the archive; mapped to a DIMSE or HTTP status at the edge.
 */
public sealed interface StoreOutcome {
  /** Newly stored: it cannot be lost; file and row are there for whoever asks the archive. */
  record Stored(InstanceRecord instance) implements StoreOutcome {}

  /** The same UID with the same content is already here: a no-op, success. */
  record AlreadyStored(InstanceRecord instance) implements StoreOutcome {}

  /** The same UID with different content: kept in quarantine, sender is told 0111H. */
  record Conflicting(String sopInstanceUID, String quarantineId) implements StoreOutcome {}

  /** Not stored; nothing of it is left. */
  record Refused(Refusal refusal, String reason) implements StoreOutcome {}

  /** Why an instance was refused (PS3.4 B.2.3). */
  enum Refusal {
    /** A700H: below the free-space watermark, or the disk filled. */
    OUT_OF_RESOURCES,
    /** A900H: the data set does not match the SOP class or UIDs announced. */
    DOES_NOT_MATCH_SOP_CLASS,
    /** C000H: the data set cannot be read. */
    CANNOT_UNDERSTAND
  }
}
