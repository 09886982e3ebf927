package vn.lienvien.link;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.model.Priority;

/**
 * The streams of frames that leave for a peer while the rest of their studies is still being
 * prepared: one a case, until its parcel takes it over. Not thread-safe: {@link Outbound} guards
 * it.
 */
final class LinkAhead {
  /** Cases that may have frames ahead of their parcels at the same time. */
  private static final int STREAMS = 64;

  private final Map<String, AheadStream> streams = new LinkedHashMap<>();
  private int lastNumber;

  /** Queues the frames of a file that a parcel of this case will hold. */
  void add(String caseId, String fileDigest, List<Segment> frames, Priority priority) {
    long bytes = frames.stream().mapToLong(Segment::length).sum();
    if (bytes == 0 || (streams.size() >= STREAMS && !streams.containsKey(caseId))) {
      return;
    }
    AheadStream stream =
        streams.computeIfAbsent(caseId, id -> new AheadStream(++lastNumber, priority));
    if (!stream.declines(fileDigest, bytes)) {
      stream.add(fileDigest, frames);
    }
  }

  /**
   * The next stretch, if one is more urgent than a transfer of this class.
   *
   * @param most its bytes at most
   */
  Optional<AheadStream.Stretch> next(Optional<Priority> instead, int most) {
    return streams.values().stream()
        .filter(AheadStream::hasUnsent)
        .min(Comparator.comparing(AheadStream::priority))
        .filter(one -> instead.isEmpty() || one.priority().compareTo(instead.get()) < 0)
        .flatMap(one -> one.next(most));
  }

  /** Hands over the stream that holds frames of a parcel which is on its way now. */
  Optional<AheadStream> take(Offer offer) {
    String caseId = offer.manifest().caseId();
    Optional<AheadStream> stream =
        Optional.ofNullable(streams.get(caseId))
            .filter(one -> !one.places(offer.fileDigests(), offer.layout()).runs().isEmpty());
    stream.ifPresent(one -> streams.remove(caseId));
    return stream;
  }

  /** The peer is another process, and nothing has come to it. */
  void startOver() {
    streams.clear();
  }

  long backlogBytes() {
    return streams.values().stream().mapToLong(AheadStream::unsentBytes).sum();
  }

  boolean hasWork() {
    return streams.values().stream().anyMatch(AheadStream::hasUnsent);
  }
}
