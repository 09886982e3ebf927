package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The chunks of a parcel's content, how many, how long, and the SHA-256 of each, and the pieces
 * they are sent in. Immutable.
 */
final class ContentIndex {
  private static final int DIGEST_BYTES = 32;
  private static final int CHUNK = LinkLimits.CHUNK_BYTES;
  private static final int PIECE = LinkLimits.PIECE_BYTES;

  private final long sizeBytes;
  private final byte[] digests;

  private ContentIndex(long sizeBytes, byte[] digests) {
    this.sizeBytes = sizeBytes;
    this.digests = digests;
  }

  /** The content of a parcel without objects. */
  static ContentIndex empty() {
    return new ContentIndex(0, new byte[0]);
  }

  /** Where content is read from. */
  interface Source {
    /** Fills the array with the bytes from there on. */
    void read(long offset, byte[] target) throws IOException;
  }

  /** Digests content chunk by chunk. */
  static ContentIndex of(Source content, long sizeBytes) throws IOException {
    ByteBuffer digests = ByteBuffer.allocate(count(sizeBytes, CHUNK) * DIGEST_BYTES);
    MessageDigest digest = Digests.sha256();
    for (long at = 0; at < sizeBytes; at += CHUNK) {
      byte[] chunk = new byte[(int) Math.min(CHUNK, sizeBytes - at)];
      content.read(at, chunk);
      digests.put(digest.digest(chunk));
    }
    return new ContentIndex(sizeBytes, digests.array());
  }

  /** Reads {@code u64 size, 32 bytes a chunk}; the whole rest of the buffer. */
  static ContentIndex read(ByteBuffer wire, LinkLimits limits) throws LinkFormatException {
    if (wire.remaining() < 8) {
      throw new LinkFormatException("the offer ends before its content index");
    }
    long size = wire.getLong();
    if (size < 0 || size > limits.parcelBytes()) {
      throw new LinkFormatException("content of " + size + " bytes is beyond the limit");
    }
    if (wire.remaining() != (long) count(size, CHUNK) * DIGEST_BYTES) {
      throw new LinkFormatException("the number of chunk digests does not fit the content size");
    }
    byte[] digests = new byte[wire.remaining()];
    wire.get(digests);
    return new ContentIndex(size, digests);
  }

  int wireBytes() {
    return 8 + digests.length;
  }

  void write(ByteBuffer wire) {
    wire.putLong(sizeBytes).put(digests);
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The number of chunks. */
  int count() {
    return digests.length / DIGEST_BYTES;
  }

  long offset(int chunk) {
    return (long) chunk * CHUNK;
  }

  int length(int chunk) {
    return (int) Math.min(CHUNK, sizeBytes - offset(chunk));
  }

  boolean matches(int chunk, byte[] bytes) {
    return bytes.length == length(chunk)
        && Arrays.equals(
            Digests.sha256().digest(bytes),
            0,
            DIGEST_BYTES,
            digests,
            chunk * DIGEST_BYTES,
            (chunk + 1) * DIGEST_BYTES);
  }

  /** The number of pieces; piece {@code p} belongs to chunk {@code p / 8}. */
  int pieces() {
    return count(sizeBytes, PIECE);
  }

  long pieceOffset(int piece) {
    return (long) piece * PIECE;
  }

  int pieceLength(int piece) {
    return (int) Math.min(PIECE, sizeBytes - pieceOffset(piece));
  }

  int firstPiece(int chunk) {
    return chunk * LinkLimits.PIECES_A_CHUNK;
  }

  /** One behind the last piece of a chunk. */
  int endPiece(int chunk) {
    return Math.min(pieces(), firstPiece(chunk + 1));
  }

  private static int count(long size, int unit) {
    return Math.toIntExact((size + unit - 1) / unit);
  }
}
