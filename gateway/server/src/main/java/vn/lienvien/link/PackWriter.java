package vn.lienvien.link;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the head of a parcel's content: the headers of all its files together in one zstd stream,
 * so that what they have in common travels once. The compressed pixels follow it from where they
 * lie. The content as a whole:
 *
 * <pre>
 * 4 bytes  "LVP1"
 * u64      length Z of the zstd stream
 * Z bytes  zstd stream (window at most 2^24) of, for each file in the manifest's order:
 *            u64 length of the file, u32 number R of stretches left out,
 *            R x (u64 offset in the file, u64 length), ascending and not overlapping,
 *            the bytes of the file without those stretches
 * rest     the stretches, in the same order
 * </pre>
 *
 * The same files give the same pack with the same zstd library; where a library differs the chunk
 * digests of the offer do too, and the receiver starts that content anew.
 */
final class PackWriter {
  static final int MAGIC = 0x4c565031;
  static final int HEADER_BYTES = 12;
  static final int WINDOW_LOG = 24;

  /** Below it zstd's tables are small whatever the level. */
  private static final int LEAST_WINDOW_LOG = 17;

  /** What headers alone are worth: ten megabytes of them take a quarter of a second. */
  private static final int HEADERS_LEVEL = 19;

  /** With native pixels among them that would take longer than a line needs for what it saves. */
  private static final int PIXELS_LEVEL = 9;

  private static final int BUFFER = 128 * 1024;

  private record Entry(Path file, long sizeBytes, List<ByteRange> leftOut) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds the next file; {@code leftOut} are the stretches that zstd would not make smaller. */
  void add(Path file, List<ByteRange> leftOut) throws IOException {
    entries.add(new Entry(file, Files.size(file), List.copyOf(leftOut)));
  }

  /** Writes the head to disk, whole or not at all. */
  void write(Path head) throws IOException {
    Path temporary = head.resolveSibling(head.getFileName() + ".new");
    try (FileChannel pack =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      pack.position(HEADER_BYTES);
      writeHeaders(pack);
      long zstdBytes = pack.position() - HEADER_BYTES;
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putLong(zstdBytes);
      pack.write(header.flip(), 0);
    }
    // A head is a cache: torn by a power cut it gives wrong digests and is made again.
    Files.move(temporary, head, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The whole content, once the head is written. */
  OutgoingContent content(Path head) throws IOException {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(head, 0, Files.size(head)));
    for (Entry entry : entries) {
      for (ByteRange range : entry.leftOut()) {
        segments.add(new Segment(entry.file(), range.offset(), range.length()));
      }
    }
    return new OutgoingContent(segments);
  }

  private int level() {
    return entries.stream().noneMatch(entry -> entry.leftOut().isEmpty())
        ? HEADERS_LEVEL
        : PIXELS_LEVEL;
  }

  /**
   * A window that holds everything and no more: the tables of this level grow with it, and for 2^24
   * they are a hundred megabytes to clear, be the headers of a study ten kilobytes.
   */
  private int windowLog() {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.sizeBytes() + (2L + 2L * entry.leftOut().size()) * Long.BYTES;
      bytes -= entry.leftOut().stream().mapToLong(ByteRange::length).sum();
    }
    int needed = Long.SIZE - Long.numberOfLeadingZeros(bytes);
    return Math.clamp(needed, LEAST_WINDOW_LOG, WINDOW_LOG);
  }

  private void writeHeaders(FileChannel pack) throws IOException {
    try (ZstdOutputStream zstd =
        new ZstdOutputStream(new StaysOpen(Channels.newOutputStream(pack)), level())) {
      zstd.setLong(windowLog());
      DataOutputStream out = new DataOutputStream(zstd);
      for (Entry entry : entries) {
        out.writeLong(entry.sizeBytes());
        out.writeInt(entry.leftOut().size());
        for (ByteRange range : entry.leftOut()) {
          out.writeLong(range.offset());
          out.writeLong(range.length());
        }
        copyOthers(entry, out);
      }
      out.flush();
    }
  }

  /** Ends with the zstd stream, without closing the file that the stretches follow in. */
  private static final class StaysOpen extends BufferedOutputStream {
    StaysOpen(OutputStream out) {
      super(out, BUFFER);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void copyOthers(Entry entry, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (FileChannel file = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
      long at = 0;
      for (ByteRange range : entry.leftOut()) {
        copy(file, at, range.offset() - at, buffer, out);
        at = range.offset() + range.length();
      }
      copy(file, at, entry.sizeBytes() - at, buffer, out);
    }
  }

  private static void copy(
      FileChannel file, long from, long length, byte[] buffer, OutputStream out)
      throws IOException {
    long at = from;
    long left = length;
    while (left > 0) {
      int wanted = (int) Math.min(buffer.length, left);
      int read = file.read(ByteBuffer.wrap(buffer, 0, wanted), at);
      if (read < 0) {
        throw new IOException("a file of the parcel is shorter than it was");
      }
      out.write(buffer, 0, read);
      at += read;
      left -= read;
    }
  }
}
