package vn.lienvien.link;

import java.util.BitSet;
import vn.lienvien.model.Receipt;

/** The receiver's answer to an offer. */
sealed interface OfferOutcome {
  /** Send these pieces; none lacking means: commit. */
  record Lacking(BitSet pieces) implements OfferOutcome {}

  /** Committed here before; the same receipt again. */
  record Delivered(Receipt receipt) implements OfferOutcome {}

  /** Not acceptable, and will not be. */
  record Refused(String reason) implements OfferOutcome {}

  /** Not acceptable now. */
  record Postponed(String reason) implements OfferOutcome {}
}
