package vn.lienvien.link;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Receipt;
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
  private Optional<AheadStream> stream = Optional.empty();
  private Optional<AheadPieces> ahead = Optional.empty();
  State state = State.PACKING;
  final BitSet lacking = new BitSet();
  final BitSet flying = new BitSet();
  final BitSet unsure = new BitSet();

  /**
   * What was to come with a stream when the peer was last asked; its answer knows nothing of it.
   */
  private final BitSet awaited = new BitSet();

  final BitSet everSent = new BitSet();

  /** What was sent again because it was late: once each, and a chunk's worth of a parcel. */
  private final BitSet hurried = new BitSet();

  /** Whether this instance of the peer has answered: only then do our sets mean anything. */
  boolean answered;

  boolean offered;

  /** Whether there was no connection to ask on. */
  boolean unheard;

  /** When something of it was sent that had not been before. */
  long sentAtNanos;

  long askedAtNanos;
  long notBeforeNanos;
  long servedBytes;
  int failures;
  int corrupt;
  String lastError = "";

  /** The receipt of a parcel that is sent again, as its receiver no longer knows it. */
  Optional<Receipt> former = Optional.empty();

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
    return sendsPieces() || sendsAhead();
  }

  boolean sendsPieces() {
    return state == State.MOVING && !lacking.isEmpty();
  }

  private boolean sendsAhead() {
    return (state == State.MOVING || state == State.ASKED)
        && ahead.map(pieces -> pieces.stream().hasUnsent()).orElse(false);
  }

  /** Whether a file is among what it has been packed from. */
  boolean holds(String fileDigest) {
    return parcel.stream().anyMatch(packed -> packed.offer().fileDigests().contains(fileDigest));
  }

  /** Takes over the stream that has gone ahead of this parcel. */
  void follow(AheadStream gone) {
    gone.whole();
    stream = Optional.of(gone);
  }

  /** Where in that stream its frames are; from now on they need not be sent as pieces. */
  AheadPlaces aheadPlaces() {
    if (stream.isEmpty()) {
      return AheadPlaces.none();
    }
    ContentLayout layout = parcel().offer().layout();
    AheadPlaces places = stream.get().places(parcel().offer().fileDigests(), layout);
    ahead =
        Optional.of(
            new AheadPieces(stream.get(), places.extents(layout), parcel().offer().content()));
    return places;
  }

  /** The next stretch of its stream, of so many bytes at most. */
  Optional<AheadStream.Stretch> nextAhead(int most) {
    return sendsAhead() ? ahead.flatMap(pieces -> pieces.stream().next(most)) : Optional.empty();
  }

  /** A piece has arrived. */
  void arrived(int piece) {
    flying.clear(piece);
    ahead.ifPresent(pieces -> pieces.coming().clear(piece));
    settle();
  }

  /** A piece that is to be sent once more, since everything is sent and this alone is missing. */
  OptionalInt late(long nowNanos, long patienceNanos) {
    boolean atItsEnd = state == State.MOVING && !hasWork() && unsure.isEmpty() && answered;
    if (!atItsEnd
        || nowNanos - sentAtNanos < patienceNanos
        || hurried.cardinality() >= LinkLimits.PIECES_A_CHUNK) {
      return OptionalInt.empty();
    }
    BitSet missing = (BitSet) flying.clone();
    ahead.ifPresent(pieces -> missing.or(pieces.coming()));
    missing.andNot(hurried);
    missing.stream().findFirst().ifPresent(hurried::set);
    return missing.stream().findFirst();
  }

  /** A stretch of some stream has arrived. */
  void aheadConfirmed(AheadStream.Stretch stretch) {
    ahead
        .filter(pieces -> pieces.stream() == stretch.stream())
        .ifPresent(pieces -> pieces.confirmed(stretch.range()));
  }

  /** A stretch of some stream may be lost. */
  void aheadLost(AheadStream.Stretch stretch) {
    ahead
        .filter(pieces -> pieces.stream() == stretch.stream())
        .ifPresent(pieces -> unsure.or(pieces.lost(stretch.range())));
  }

  /** The peer is another process and knows nothing of streams. */
  void leaveStream() {
    stream = Optional.empty();
    ahead = Optional.empty();
  }

  /** Notes when the peer is asked, and what its answer will not know of. */
  void asked(long nowNanos) {
    askedAtNanos = nowNanos;
    awaited.clear();
    ahead.ifPresent(pieces -> awaited.or(pieces.coming()));
  }

  /** The peer has said which pieces it lacks. */
  void answered(BitSet pieces) {
    BitSet coming = ahead.map(AheadPieces::coming).orElseGet(BitSet::new);
    if (!answered || (lacking.isEmpty() && flying.isEmpty() && coming.isEmpty())) {
      awaited.andNot(unsure);
      lacking.clear();
      lacking.or(pieces);
      lacking.andNot(flying);
      lacking.andNot(awaited);
    } else {
      unsure.and(pieces);
      lacking.or(unsure);
    }
    unsure.clear();
    answered = true;
    state = State.MOVING;
    settle();
  }

  /** With everything over there, what remains is its proof. */
  void settle() {
    boolean allThere =
        lacking.isEmpty()
            && flying.isEmpty()
            && unsure.isEmpty()
            && ahead.map(pieces -> pieces.coming().isEmpty()).orElse(true);
    if (state == State.MOVING && allThere) {
      state = State.VERIFYING;
      askedAtNanos = System.nanoTime();
    }
  }

  /** Forgets what the peer has, because the peer has. */
  void forget() {
    lacking.clear();
    flying.clear();
    unsure.clear();
    ahead = Optional.empty();
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
    int coming = ahead.map(pieces -> pieces.coming().cardinality()).orElse(0);
    long pieces = lacking.cardinality() + flying.cardinality() + unsure.cardinality() + coming;
    return Math.min(pieces * LinkLimits.PIECE_BYTES, parcel().content().sizeBytes());
  }
}
