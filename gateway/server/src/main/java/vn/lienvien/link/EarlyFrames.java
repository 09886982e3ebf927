package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has come of one stream ahead of its parcel, in a file, each byte at its place in the stream.
 * Once the parcel is offered it gets what is here and everything that still comes. Thread-safe.
 */
final class EarlyFrames {
  /** A peer that sends every other byte fills neither our memory with gaps nor our time. */
  private static final int GAPS = 4096;

  private static final int BUFFER = 128 * 1024;

  private final Path file;
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private Optional<Claim> claim = Optional.empty();
  private boolean deleted;

  EarlyFrames(Path file) {
    this.file = file;
  }

  private record Claim(IncomingParcel parcel, List<AheadPlaces.Extent> extents) {}

  /** What became of bytes that a parcel got. */
  record Passed(IncomingParcel parcel, IncomingParcel.Filled filled) {}

  synchronized Optional<Passed> put(long offset, ByteBuffer bytes) throws IOException {
    if (deleted || ends.size() >= GAPS) {
      return Optional.empty();
    }
    ByteRange range = new ByteRange(offset, bytes.remaining());
    write(offset, bytes.duplicate());
    note(range);
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    IncomingParcel.Filled filled = IncomingParcel.Filled.nothing();
    for (AheadPlaces.Extent extent : claim.get().extents()) {
      long from = Math.max(offset, extent.streamOffset());
      ByteRange there = new ByteRange(extent.streamOffset(), extent.length());
      int shared = (int) there.sharedBytes(range);
      if (shared > 0) {
        ByteBuffer part = bytes.slice(bytes.position() + (int) (from - offset), shared);
        filled =
            filled.and(
                claim
                    .get()
                    .parcel()
                    .fill(from - extent.streamOffset() + extent.contentOffset(), part));
      }
    }
    return Optional.of(new Passed(claim.get().parcel(), filled));
  }

  /** Gives a parcel what is here, once. */
  synchronized void claim(IncomingParcel parcel, List<AheadPlaces.Extent> extents)
      throws IOException {
    if (isClaimedBy(parcel)) {
      return;
    }
    claim = Optional.of(new Claim(parcel, List.copyOf(extents)));
    if (ends.isEmpty()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (AheadPlaces.Extent extent : extents) {
        for (Map.Entry<Long, Long> here : ends.entrySet()) {
          give(channel, new ByteRange(here.getKey(), here.getValue() - here.getKey()), extent);
        }
      }
    }
  }

  private void give(FileChannel channel, ByteRange here, AheadPlaces.Extent extent)
      throws IOException {
    long left = new ByteRange(extent.streamOffset(), extent.length()).sharedBytes(here);
    long at = Math.max(here.offset(), extent.streamOffset());
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (left > 0) {
      buffer.clear().limit((int) Math.min(BUFFER, left));
      int read = channel.read(buffer, at);
      if (read <= 0) {
        return;
      }
      // A chunk that does not fit is not kept and so lacks.
      IncomingParcel.Filled unused =
          parcel().fill(at - extent.streamOffset() + extent.contentOffset(), buffer.flip());
      at += read;
      left -= read;
    }
  }

  private IncomingParcel parcel() {
    return claim.orElseThrow().parcel();
  }

  synchronized boolean isClaimedBy(IncomingParcel parcel) {
    return claim.isPresent() && claim.get().parcel() == parcel;
  }

  synchronized long bytes() {
    return ends.entrySet().stream().mapToLong(range -> range.getValue() - range.getKey()).sum();
  }

  synchronized void delete() throws IOException {
    deleted = true;
    Files.deleteIfExists(file);
  }

  private void note(ByteRange range) {
    long from = range.offset();
    long to = from + range.length();
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> inside = ends.ceilingEntry(from);
    while (inside != null && inside.getKey() <= to) {
      to = Math.max(to, inside.getValue());
      ends.remove(inside.getKey());
      inside = ends.ceilingEntry(from);
    }
    ends.put(from, to);
  }

  private void write(long offset, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long at = offset;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
  }
}
