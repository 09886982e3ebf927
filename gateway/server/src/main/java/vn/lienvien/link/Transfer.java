package vn.lienvien.link;

import java.util.BitSet;
import java.util.Optional;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.ParcelHead;

/**
 * One outgoing parcel on one link: which pieces lack at the peer, are on their way, or may be lost.
 * Not thread-safe: {@link Outbound} guards it.
 */
final class Transfer {
  /** Where a transfer stands. */
  enum State {
    /** Being packed. */
    PACKING,
    /** Offered or asked about; no answer yet. */
    ASKED,
    /** Pieces lack or are on their way. */
    MOVING,
    /** Everything is there; the receipt is to come. */
    VERIFYING,
    /** Not before its time. */
    ASIDE
  }

  private final int number;
  private final ParcelHead head;
  private Optional<OutgoingParcel> parcel = Optional.empty();
  private Optional<Resumption> resumption = Optional.empty();
  State state = State.PACKING;
  final BitSet lacking = new BitSet();
  final BitSet flying = new BitSet();
  final BitSet unsure = new BitSet();
  final BitSet everSent = new BitSet();

  /** Whether this instance of the peer has answered: only then do our sets mean anything. */
  boolean answered;

  boolean offered;
  long askedAtNanos;
  long notBeforeNanos;
  long servedBytes;
  int failures;
  int corrupt;
  String lastError = "";

  Transfer(int number, ParcelHead head) {
    this.number = number;
    this.head = head;
  }

  int number() {
    return number;
  }

  ParcelHead head() {
    return head;
  }

  Priority priority() {
    return head.priority();
  }

  boolean packed() {
    return parcel.isPresent();
  }

  void packed(OutgoingParcel made) {
    parcel = Optional.of(made);
    resumption = Optional.empty();
    offered = made.known();
  }

  OutgoingParcel parcel() {
    return parcel.orElseThrow();
  }

  /** Made once: it digests the whole offer. */
  Resumption resumption() {
    if (resumption.isEmpty()) {
      resumption = Optional.of(Resumption.of(parcel().offer()));
    }
    return resumption.get();
  }

  boolean hasWork() {
    return state == State.MOVING && !lacking.isEmpty();
  }

  /** Forgets what the peer has, because the peer has. */
  void forget() {
    lacking.clear();
    flying.clear();
    unsure.clear();
    answered = false;
  }

  /** Bytes that are not confirmed, about. */
  long remainingBytes() {
    if (parcel.isEmpty() || state == State.VERIFYING) {
      return 0;
    }
    if (!answered) {
      return parcel().content().sizeBytes();
    }
    long pieces = lacking.cardinality() + flying.cardinality() + unsure.cardinality();
    return Math.min(pieces * LinkLimits.PIECE_BYTES, parcel().content().sizeBytes());
  }
}
