package vn.lienvien.link;

import java.util.BitSet;

/** Where a parcel stands after its transfer began or was to end. */
sealed interface Progress {
  /** These chunks have to cross the line still. */
  record Lacks(BitSet chunks) implements Progress {}

  /** Delivered, receipt and all. */
  record Finished() implements Progress {}

  /** The other end has forgotten it: begin again. */
  record Again() implements Progress {}

  /** It cannot go on now; others can. */
  record SetAside(String reason) implements Progress {}
}
