package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A parcel's content where it lies: first the head, then the frames in the archive's own files.
 * Nothing but the head is written twice. Immutable; a file that has changed meanwhile gives chunks
 * whose digests do not fit, which the receiver refuses.
 */
final class OutgoingContent implements ContentIndex.Source {
  private final List<Segment> segments;
  private final long[] starts;
  private final long sizeBytes;

  OutgoingContent(List<Segment> segments) {
    this.segments = List.copyOf(segments);
    this.starts = new long[segments.size()];
    long at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      at += segments.get(i).length();
    }
    this.sizeBytes = at;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void read(long offset, byte[] target) throws IOException {
    int found = Arrays.binarySearch(starts, offset);
    int index = found >= 0 ? found : -found - 2;
    int done = 0;
    while (done < target.length) {
      Segment segment = segments.get(index);
      long inside = offset + done - starts[index];
      int wanted = (int) Math.min(target.length - done, segment.length() - inside);
      read(segment.file(), segment.offset() + inside, ByteBuffer.wrap(target, done, wanted));
      done += wanted;
      index++;
    }
  }

  private static void read(Path file, long offset, ByteBuffer into) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long at = offset;
      while (into.hasRemaining()) {
        int read = channel.read(into, at);
        if (read < 0) {
          throw new IOException("a file of the parcel is shorter than it was");
        }
        at += read;
      }
    }
  }
}
