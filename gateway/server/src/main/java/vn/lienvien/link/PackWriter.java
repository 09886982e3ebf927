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
 * Writes the content of a parcel: the headers of all its files together in one zstd stream, so that
 * what they have in common travels once, then the compressed pixels as they are.
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

  private static final int LEVEL = 9;
  private static final int BUFFER = 128 * 1024;

  private record Entry(Path file, long sizeBytes, List<ByteRange> leftOut) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds the next file; {@code leftOut} are the stretches that zstd would not make smaller. */
  void add(Path file, List<ByteRange> leftOut) throws IOException {
    entries.add(new Entry(file, Files.size(file), List.copyOf(leftOut)));
  }

  /** Writes the pack to disk, whole or not at all. */
  void write(Path target) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".new");
    try (FileChannel pack =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      pack.position(HEADER_BYTES);
      writeHeaders(pack);
      long zstdBytes = pack.position() - HEADER_BYTES;
      for (Entry entry : entries) {
        appendLeftOut(entry, pack);
      }
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putLong(zstdBytes);
      pack.write(header.flip(), 0);
      pack.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeHeaders(FileChannel pack) throws IOException {
    try (ZstdOutputStream zstd =
        new ZstdOutputStream(new StaysOpen(Channels.newOutputStream(pack)), LEVEL)) {
      zstd.setLong(WINDOW_LOG);
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

  private static void appendLeftOut(Entry entry, FileChannel pack) throws IOException {
    try (FileChannel file = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
      for (ByteRange range : entry.leftOut()) {
        long at = range.offset();
        long end = at + range.length();
        while (at < end) {
          long moved = file.transferTo(at, end - at, pack);
          if (moved <= 0) {
            throw new IOException("a file of the parcel is shorter than it was");
          }
          at += moved;
        }
      }
    }
  }
}
