package vn.lienvien.link;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces of a parcel's content that need not be sent, because all their bytes have gone or will
 * go ahead of it and none has been lost. Not thread-safe: {@link Outbound} guards it.
 */
final class AheadPieces {
  private final AheadStream stream;
  private final List<AheadPlaces.Extent> extents;
  private final ContentIndex content;
  private final BitSet coming = new BitSet();
  private final Map<Integer, Long> toComeBytes = new HashMap<>();

  AheadPieces(AheadStream stream, List<AheadPlaces.Extent> extents, ContentIndex content) {
    this.stream = stream;
    this.extents = extents;
    this.content = content;
    Map<Integer, Long> covered = new HashMap<>();
    BitSet lost = new BitSet();
    for (AheadPlaces.Extent extent : extents) {
      content.eachPiece(
          extent.contentOffset(),
          extent.length(),
          (piece, from, length) -> {
            ByteRange there =
                new ByteRange(from - extent.contentOffset() + extent.streamOffset(), length);
            covered.merge(piece, length, Long::sum);
            toComeBytes.merge(piece, stream.toComeBytes(there), Long::sum);
            lost.set(piece, lost.get(piece) || stream.hasLost(there));
          });
    }
    toComeBytes.values().removeIf(bytes -> bytes == 0);
    toComeBytes.keySet().stream()
        .filter(piece ->
            covered.getOrDefault(piece, 0L) == content.pieceLength(piece) && !lost.get(piece))
        .forEach(coming::set);
  }

  AheadStream stream() {
    return stream;
  }

  /** Pieces that will be whole at the peer once all that flies has arrived. */
  BitSet coming() {
    return coming;
  }

  void confirmed(ByteRange range) {
    eachPiece(
        range,
        (piece, from, length) -> {
          if (toComeBytes.merge(piece, -length, Long::sum) <= 0) {
            toComeBytes.remove(piece);
            coming.clear(piece);
          }
        });
  }

  /** Returns the pieces that may lack now. */
  BitSet lost(ByteRange range) {
    BitSet pieces = new BitSet();
    eachPiece(range, (piece, from, length) -> pieces.set(piece));
    coming.andNot(pieces);
    return pieces;
  }

  private void eachPiece(ByteRange range, ContentIndex.PiecePart part) {
    for (AheadPlaces.Extent extent : extents) {
      ByteRange there = new ByteRange(extent.streamOffset(), extent.length());
      long shared = there.sharedBytes(range);
      if (shared > 0) {
        long from = Math.max(range.offset(), extent.streamOffset());
        content.eachPiece(from - extent.streamOffset() + extent.contentOffset(), shared, part);
      }
    }
  }
}
