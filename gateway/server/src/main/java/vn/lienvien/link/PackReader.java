package vn.lienvien.link;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link PackWriter} wrote, one file after the other. Never expands more than the caller
 * expects: each file's length is the manifest's or the pack is refused. Not thread-safe.
 */
final class PackReader implements AutoCloseable {
  private static final int BUFFER = 128 * 1024;

  /** A fragment is at least an item header, so a file cannot have more stretches than this. */
  private static final int BYTES_A_STRETCH = 8;

  private final FileChannel headerChannel;
  private final FileChannel pixels;
  private final DataInputStream headers;
  private long pixelsAt;
  private Optional<Next> next = Optional.empty();

  /** What the head says of the next file. */
  private record Next(long sizeBytes, List<ByteRange> leftOut) {}

  private PackReader(FileChannel headerChannel, FileChannel pixels, long zstdBytes)
      throws IOException {
    this.headerChannel = headerChannel;
    this.pixels = pixels;
    this.pixelsAt = PackWriter.HEADER_BYTES + zstdBytes;
    headerChannel.position(PackWriter.HEADER_BYTES);
    InputStream bounded = new Bounded(Channels.newInputStream(headerChannel), zstdBytes);
    ZstdInputStream zstd = new ZstdInputStream(new BufferedInputStream(bounded, BUFFER));
    zstd.setLongMax(PackWriter.WINDOW_LOG);
    this.headers = new DataInputStream(zstd);
  }

  static PackReader open(Path pack) throws IOException {
    FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ);
    try {
      long zstdBytes = zstdBytes(channel);
      if (zstdBytes > channel.size() - PackWriter.HEADER_BYTES) {
        throw new LinkFormatException("the pack's first part is longer than the pack");
      }
      return new PackReader(channel, FileChannel.open(pack, StandardOpenOption.READ), zstdBytes);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static long zstdBytes(FileChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(PackWriter.HEADER_BYTES);
    boolean whole = channel.read(header, 0) == PackWriter.HEADER_BYTES;
    header.flip();
    if (!whole || header.getInt() != PackWriter.MAGIC) {
      throw new LinkFormatException("the content is not a pack");
    }
    long zstdBytes = header.getLong();
    if (zstdBytes < 0 || zstdBytes > Long.MAX_VALUE / 2) {
      throw new LinkFormatException("the pack's first part is longer than the pack");
    }
    return zstdBytes;
  }

  /** How much of a content must be there before it can be opened; itself needs its first bytes. */
  static long headBytes(Path pack) throws IOException {
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ)) {
      return PackWriter.HEADER_BYTES + zstdBytes(channel);
    }
  }

  /** How much of the content must be there before the next file can be rebuilt. */
  long nextNeeds(long expectedBytes) throws IOException {
    try {
      if (next.isEmpty()) {
        long size = headers.readLong();
        if (size != expectedBytes) {
          throw new LinkFormatException("a file's length is not the manifest's");
        }
        next = Optional.of(new Next(size, stretches(size)));
      }
      return pixelsAt + next.get().leftOut().stream().mapToLong(ByteRange::length).sum();
    } catch (EOFException e) {
      throw new LinkFormatException("the pack ends in the middle of a file");
    } catch (ZstdIOException e) {
      throw new LinkFormatException("the pack's zstd stream is damaged");
    }
  }

  /** Rebuilds the next file and returns its SHA-256 in hex. */
  String restore(Path target, long expectedBytes) throws IOException {
    long unused = nextNeeds(expectedBytes);
    Next file = next.orElseThrow();
    next = Optional.empty();
    try {
      MessageDigest digest = Digests.sha256();
      try (FileChannel channel =
          FileChannel.open(
              target,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        Sink sink = new Sink(out, digest, new byte[BUFFER]);
        long at = 0;
        for (ByteRange range : file.leftOut()) {
          copyHeaders(range.offset() - at, sink);
          copyPixels(range.length(), sink);
          at = range.offset() + range.length();
        }
        copyHeaders(file.sizeBytes() - at, sink);
        out.flush();
      }
      return Digests.hex(digest);
    } catch (EOFException e) {
      throw new LinkFormatException("the pack ends in the middle of a file");
    } catch (ZstdIOException e) {
      throw new LinkFormatException("the pack's zstd stream is damaged");
    }
  }

  /** After the last file nothing may follow, in either part. */
  void finish() throws IOException {
    try {
      if (headers.read() >= 0 || pixelsAt != pixels.size()) {
        throw new LinkFormatException("the pack holds more than its files");
      }
    } catch (ZstdIOException e) {
      throw new LinkFormatException("the pack's zstd stream is damaged");
    }
  }

  private List<ByteRange> stretches(long fileBytes) throws IOException {
    int count = headers.readInt();
    if (count < 0 || count > fileBytes / BYTES_A_STRETCH) {
      throw new LinkFormatException("more stretches than a file can have");
    }
    List<ByteRange> ranges = new ArrayList<>(Math.min(count, 1024));
    long at = 0;
    for (int i = 0; i < count; i++) {
      ByteRange range = new ByteRange(headers.readLong(), headers.readLong());
      boolean fits =
          range.offset() >= at
              && range.length() > 0
              && range.offset() <= fileBytes
              && range.length() <= fileBytes - range.offset();
      if (!fits) {
        throw new LinkFormatException("a stretch lies outside its file or over another");
      }
      ranges.add(range);
      at = range.offset() + range.length();
    }
    return ranges;
  }

  private record Sink(OutputStream out, MessageDigest digest, byte[] buffer) {
    void take(int length) throws IOException {
      out.write(buffer, 0, length);
      digest.update(buffer, 0, length);
    }
  }

  private void copyHeaders(long length, Sink sink) throws IOException {
    long left = length;
    while (left > 0) {
      int wanted = (int) Math.min(sink.buffer().length, left);
      headers.readFully(sink.buffer(), 0, wanted);
      sink.take(wanted);
      left -= wanted;
    }
  }

  private void copyPixels(long length, Sink sink) throws IOException {
    long left = length;
    while (left > 0) {
      int wanted = (int) Math.min(sink.buffer().length, left);
      int read = pixels.read(ByteBuffer.wrap(sink.buffer(), 0, wanted), pixelsAt);
      if (read < 0) {
        throw new EOFException();
      }
      sink.take(read);
      pixelsAt += read;
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    try (headerChannel;
        pixels) {
      headers.close();
    }
  }

  /** The first part of the pack and nothing behind it. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
