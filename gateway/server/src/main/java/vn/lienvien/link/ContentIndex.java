package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/** The chunks of a parcel's content: how many, how long, and the SHA-256 of each. Immutable. */
final class ContentIndex {
  private static final int DIGEST_BYTES = 32;

  private final long sizeBytes;
  private final int chunkBytes;
  private final byte[] digests;

  private ContentIndex(long sizeBytes, int chunkBytes, byte[] digests) {
    this.sizeBytes = sizeBytes;
    this.chunkBytes = chunkBytes;
    this.digests = digests;
  }

  /** The content of a parcel without objects. */
  static ContentIndex empty() {
    return new ContentIndex(0, LinkLimits.CHUNK_BYTES, new byte[0]);
  }

  /** Digests a content file chunk by chunk. */
  static ContentIndex of(Path content) throws IOException {
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
      long size = channel.size();
      int chunk = LinkLimits.CHUNK_BYTES;
      ByteBuffer digests = ByteBuffer.allocate(count(size, chunk) * DIGEST_BYTES);
      ByteBuffer buffer = ByteBuffer.allocate(chunk);
      for (long at = 0; at < size; at += chunk) {
        buffer.clear().limit((int) Math.min(chunk, size - at));
        readFully(channel, buffer, at);
        MessageDigest digest = Digests.sha256();
        digest.update(buffer.flip());
        digests.put(digest.digest());
      }
      return new ContentIndex(size, chunk, digests.array());
    }
  }

  /** Reads {@code u64 size, u32 chunk size, 32 bytes a chunk}; the whole rest of the buffer. */
  static ContentIndex read(ByteBuffer wire, LinkLimits limits) throws LinkFormatException {
    if (wire.remaining() < 12) {
      throw new LinkFormatException("the offer ends before its content index");
    }
    long size = wire.getLong();
    int chunk = wire.getInt();
    if (size < 0 || size > limits.parcelBytes()) {
      throw new LinkFormatException("content of " + size + " bytes is beyond the limit");
    }
    if (chunk != LinkLimits.CHUNK_BYTES) {
      throw new LinkFormatException("chunks must have " + LinkLimits.CHUNK_BYTES + " bytes");
    }
    if (wire.remaining() != (long) count(size, chunk) * DIGEST_BYTES) {
      throw new LinkFormatException("the number of chunk digests does not fit the content size");
    }
    byte[] digests = new byte[wire.remaining()];
    wire.get(digests);
    return new ContentIndex(size, chunk, digests);
  }

  int wireBytes() {
    return 12 + digests.length;
  }

  void write(ByteBuffer wire) {
    wire.putLong(sizeBytes).putInt(chunkBytes).put(digests);
  }

  long sizeBytes() {
    return sizeBytes;
  }

  int count() {
    return digests.length / DIGEST_BYTES;
  }

  long offset(int chunk) {
    return (long) chunk * chunkBytes;
  }

  int length(int chunk) {
    return (int) Math.min(chunkBytes, sizeBytes - offset(chunk));
  }

  boolean matches(int chunk, byte[] bytes) {
    return bytes.length == length(chunk)
        && Arrays.equals(
            Digests.sha256().digest(bytes),
            Arrays.copyOfRange(digests, chunk * DIGEST_BYTES, (chunk + 1) * DIGEST_BYTES));
  }

  /** The bytes of one chunk out of a content file. */
  byte[] chunk(FileChannel content, int chunk) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length(chunk));
    readFully(content, buffer, offset(chunk));
    return buffer.array();
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long at)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("a content file is shorter than it was");
      }
    }
  }

  private static int count(long size, int chunk) {
    return Math.toIntExact((size + chunk - 1) / chunk);
  }
}
