package vn.lienvien.link;

import java.util.List;

/** The small JSON bodies of the protocol; see docs/link-protocol.md for who sends which when. */
sealed interface LinkMessage {
  /** The only protocol version there is so far. */
  int VERSION = 1;

  /** The spoke's first words. */
  record Hello(List<Integer> versions, String siteId, String program) implements LinkMessage {}

  /** The hub's choice among them. */
  record Welcome(int version, String siteId, int chunkBytes) implements LinkMessage {}

  /** Which chunks the receiver lacks, as a {@link ChunkSet}; {@code verifying}: ask again soon. */
  record Lacking(String lacking, boolean verifying) implements LinkMessage {}

  /** Parcels for the spoke, most urgent first; the tag stands for exactly this list. */
  record Waiting(String tag, List<String> parcels) implements LinkMessage {}

  /** The spoke will not take a parcel, and why. */
  record Refusal(String reason) implements LinkMessage {}

  /** Why a request was not done. */
  record Fault(String code, String message) implements LinkMessage {}
}
