package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;

/**
 * Compressed frames that leave for a peer while the rest of their study is still being prepared.
 * Nothing depends on them: what is lost on the way simply lacks when the parcel is offered. Lives
 * in memory; thread-safe.
 */
final class LinkAhead {
  /** More than this at once would only fill the receiver's disk. */
  private static final int FILES = 4096;

  private final DicomPixels pixels;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Map<Object, Item> carried = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long sentFrames;

  LinkAhead(DicomPixels pixels) {
    this.pixels = pixels;
  }

  /** One file's compressed frames, and how far they have gone. */
  private static final class Item {
    final String fileDigest;
    final Priority priority;
    final OutgoingContent content;
    long sent;

    Item(String fileDigest, Priority priority, OutgoingContent content) {
      this.fileDigest = fileDigest;
      this.priority = priority;
      this.content = content;
    }
  }

  /** One stretch to be sent now. */
  record Stretch(String fileDigest, long offset, int length, OutgoingContent content) {
    byte[] body() throws IOException {
      byte[] bytes = new byte[length];
      content.read(offset, bytes);
      return new WireWriter().digest(fileDigest).u64(offset).bytes(bytes).toByteArray();
    }
  }

  /** Queues the frames of a file that a parcel will hold. */
  void add(Path file, String fileDigest, Priority priority) throws IOException {
    List<Segment> segments =
        pixels.compressed(file).stream()
            .map(range -> new Segment(file, range.offset(), range.length()))
            .toList();
    if (segments.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (waiting.size() < FILES && seen.add(fileDigest)) {
        waiting.add(new Item(fileDigest, priority, new OutgoingContent(segments)));
      }
    }
  }

  /**
   * The next stretch for a connection, if one is more urgent than a transfer of this class. A file
   * goes on one connection from its beginning to its end, so that it arrives in order.
   */
  synchronized Optional<Stretch> next(Object connection, Optional<Priority> instead) {
    Optional<Item> item =
        Optional.ofNullable(carried.get(connection))
            .or(() ->
                waiting.stream()
                    .filter(one -> !carried.containsValue(one))
                    .min(Comparator.comparing((Item one) -> one.priority)))
            .filter(one -> instead.isEmpty() || one.priority.compareTo(instead.get()) < 0);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    Item one = item.get();
    int length = (int) Math.min(LinkLimits.AHEAD_BYTES, one.content.sizeBytes() - one.sent);
    Stretch stretch = new Stretch(one.fileDigest, one.sent, length, one.content);
    one.sent += length;
    sentFrames++;
    carried.put(connection, one);
    if (one.sent == one.content.sizeBytes()) {
      drop(one);
    }
    return Optional.of(stretch);
  }

  synchronized boolean isCarriedBy(Object connection) {
    return carried.containsKey(connection);
  }

  /** A connection has ended: the rest of what it carried comes with the parcel. */
  synchronized void lost(Object connection) {
    Optional.ofNullable(carried.get(connection)).ifPresent(this::drop);
  }

  private void drop(Item item) {
    waiting.remove(item);
    carried.values().remove(item);
  }

  /** The parcel itself is on its way now. */
  synchronized void overtaken(List<ParcelObject> objects) {
    Set<String> digests = new HashSet<>();
    objects.forEach(object -> digests.add(object.fileDigest()));
    seen.removeAll(digests);
    waiting.stream().filter(item -> digests.contains(item.fileDigest)).toList().forEach(this::drop);
  }

  /** Frames sent to this process of the peer, but for those that were lost with a connection. */
  synchronized long sentFrames() {
    return sentFrames;
  }

  synchronized void lostFrames(long frames) {
    sentFrames = Math.max(0, sentFrames - frames);
  }

  /** The peer is another process, and nothing has come to it. */
  synchronized void startOver() {
    sentFrames = 0;
  }

  synchronized long backlogBytes() {
    return waiting.stream().mapToLong(item -> item.content.sizeBytes() - item.sent).sum();
  }

  synchronized boolean hasWork() {
    return !waiting.isEmpty();
  }
}
