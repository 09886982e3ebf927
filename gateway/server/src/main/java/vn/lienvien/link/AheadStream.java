package vn.lienvien.link;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.model.Priority;

/**
 * Frames of one case that cross the line before the parcel that will hold them, one file's behind
 * the other's, in stretches of any connection. Each byte of it is sent once: whether it is lost is
 * for the parcel to make good. Small files wait for each other while a stretch is on its way, so
 * that a stretch costs its headers only once. Not thread-safe: {@link Outbound} guards it.
 */
final class AheadStream {
  private final int number;
  private final Priority priority;
  private final Map<String, ByteRange> places = new HashMap<>();
  private final Deque<Segment> unsent = new ArrayDeque<>();
  private final List<ByteRange> flying = new ArrayList<>();
  private final List<ByteRange> lost = new ArrayList<>();
  private long sizeBytes;
  private long sentBytes;
  private boolean whole;

  AheadStream(int number, Priority priority) {
    this.number = number;
    this.priority = priority;
  }

  /** A part of the stream to be sent now. */
  record Stretch(AheadStream stream, ByteRange range, OutgoingContent content) {
    int length() {
      return (int) range.length();
    }

    byte[] body() throws IOException {
      byte[] bytes = new byte[length()];
      content.read(0, bytes);
      return new WireWriter().u32(stream.number()).u64(range.offset()).bytes(bytes).toByteArray();
    }
  }

  int number() {
    return number;
  }

  Priority priority() {
    return priority;
  }

  /** Whether a file's frames are in it, or would make it too long. */
  boolean declines(String fileDigest, long bytes) {
    return places.containsKey(fileDigest) || sizeBytes + bytes > LinkLimits.STREAM_BYTES;
  }

  void add(String fileDigest, List<Segment> frames) {
    long bytes = frames.stream().mapToLong(Segment::length).sum();
    places.put(fileDigest, new ByteRange(sizeBytes, bytes));
    unsent.addAll(frames);
    sizeBytes += bytes;
  }

  /** Nothing will be added any more: what is left goes at once. */
  void whole() {
    whole = true;
  }

  /** Whether a stretch is worth sending now. */
  boolean hasUnsent() {
    boolean full = unsentBytes() >= LinkLimits.AHEAD_BYTES;
    return full || unsentBytes() > 0 && (whole || flying.isEmpty());
  }

  long unsentBytes() {
    return sizeBytes - sentBytes;
  }

  /**
   * The next stretch, of so many bytes at most; it flies until {@link #confirmed} or {@link #lost}
   * is told of it.
   */
  Optional<Stretch> next(int most) {
    if (!hasUnsent()) {
      return Optional.empty();
    }
    List<Segment> taken = new ArrayList<>();
    long length = 0;
    while (length < most && !unsent.isEmpty()) {
      Segment segment = unsent.remove();
      long part = Math.min(segment.length(), most - length);
      taken.add(new Segment(segment.file(), segment.offset(), part));
      if (part < segment.length()) {
        unsent.addFirst(
            new Segment(segment.file(), segment.offset() + part, segment.length() - part));
      }
      length += part;
    }
    ByteRange range = new ByteRange(sentBytes, length);
    sentBytes += length;
    flying.add(range);
    return Optional.of(new Stretch(this, range, new OutgoingContent(taken)));
  }

  void confirmed(ByteRange range) {
    flying.remove(range);
  }

  void lost(ByteRange range) {
    if (flying.remove(range)) {
      lost.add(range);
    }
  }

  /** How many bytes of a range have not been confirmed and may still arrive. */
  long toComeBytes(ByteRange range) {
    long unsentPart = Math.min(range.length(), range.offset() + range.length() - sentBytes);
    return Math.max(0, unsentPart) + shared(flying, range);
  }

  boolean hasLost(ByteRange range) {
    return shared(lost, range) > 0;
  }

  private static long shared(List<ByteRange> ranges, ByteRange with) {
    return ranges.stream().mapToLong(with::sharedBytes).sum();
  }

  /** Where the frames of a parcel's files, in the manifest's order, lie in it. */
  AheadPlaces places(List<String> fileDigests, ContentLayout layout) {
    List<AheadPlaces.Run> runs = new ArrayList<>();
    int first = 0;
    long start = 0;
    long end = -1;
    for (int i = 0; i <= layout.objects(); i++) {
      long length = i < layout.objects() ? layout.length(i) : 0;
      long at = i < layout.objects() ? offset(fileDigests.get(i), length) : -1;
      boolean goesOn = end >= 0 && i < layout.objects() && (length == 0 || at == end);
      if (!goesOn && end >= 0) {
        runs.add(new AheadPlaces.Run(first, i - first, start));
        end = -1;
      }
      if (end < 0 && at >= 0) {
        first = i;
        start = at;
        end = at;
      }
      end += end < 0 ? 0 : length;
    }
    return new AheadPlaces(runs.isEmpty() ? 0 : number, runs);
  }

  private long offset(String fileDigest, long length) {
    ByteRange place = places.get(fileDigest);
    return place == null || length == 0 || place.length() != length ? -1 : place.offset();
  }
}
