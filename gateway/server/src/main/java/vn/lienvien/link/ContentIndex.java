package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The chunks of a parcel's content, how many, how long, and the SHA-256 of each, and the pieces
 * they are sent in. The content's head and its frames are cut up each for itself, so that where one
 * ends and the other begins no piece holds of both. Immutable.
 */
final class ContentIndex {
  private static final int DIGEST_BYTES = 32;
  private static final int PIECE = LinkLimits.PIECE_BYTES;
  private static final int PIECES = LinkLimits.PIECES_A_CHUNK;

  private final long headBytes;
  private final long sizeBytes;
  private final byte[] digests;

  private ContentIndex(long headBytes, long sizeBytes, byte[] digests) {
    this.headBytes = headBytes;
    this.sizeBytes = sizeBytes;
    this.digests = digests;
  }

  /** The content of a parcel without objects. */
  static ContentIndex empty() {
    return new ContentIndex(0, 0, new byte[0]);
  }

  /** Where content is read from. */
  interface Source {
    /** Fills the array with the bytes from there on. */
    void read(long offset, byte[] target) throws IOException;
  }

  /** Hears of a part of a piece: where in the content it begins, and how long it is. */
  interface PiecePart {
    void is(int piece, long offset, long length);
  }

  /** Digests content chunk by chunk. */
  static ContentIndex of(Source content, long headBytes, long sizeBytes) throws IOException {
    ContentIndex bare = new ContentIndex(headBytes, sizeBytes, new byte[0]);
    ByteBuffer digests = ByteBuffer.allocate(bare.count() * DIGEST_BYTES);
    MessageDigest digest = Digests.sha256();
    for (int chunk = 0; chunk < bare.count(); chunk++) {
      byte[] bytes = new byte[bare.length(chunk)];
      content.read(bare.offset(chunk), bytes);
      digests.put(digest.digest(bytes));
    }
    return new ContentIndex(headBytes, sizeBytes, digests.array());
  }

  /** Reads {@code u64 size, 32 bytes a chunk}; the whole rest of the buffer. */
  static ContentIndex read(ByteBuffer wire, long headBytes, LinkLimits limits)
      throws LinkFormatException {
    if (wire.remaining() < 8) {
      throw new LinkFormatException("the offer ends before its content index");
    }
    long size = wire.getLong();
    if (size < 0 || size > limits.parcelBytes()) {
      throw new LinkFormatException("content of " + size + " bytes is beyond the limit");
    }
    if (headBytes < 0 || headBytes > size) {
      throw new LinkFormatException("the content's head is longer than the content");
    }
    byte[] digests = new byte[wire.remaining()];
    wire.get(digests);
    ContentIndex index = new ContentIndex(headBytes, size, digests);
    if (digests.length != (long) index.count() * DIGEST_BYTES) {
      throw new LinkFormatException("the number of chunk digests does not fit the content size");
    }
    return index;
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
    return headChunks() + units(framePieces(), PIECES);
  }

  long offset(int chunk) {
    return pieceOffset(firstPiece(chunk));
  }

  int length(int chunk) {
    int last = endPiece(chunk) - 1;
    return (int) (pieceOffset(last) + pieceLength(last) - offset(chunk));
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

  /** The number of pieces: those of the head, then those of the frames. */
  int pieces() {
    return headPieces() + framePieces();
  }

  long pieceOffset(int piece) {
    return piece <= headPieces()
        ? Math.min((long) piece * PIECE, headBytes)
        : headBytes + (long) (piece - headPieces()) * PIECE;
  }

  int pieceLength(int piece) {
    long end = piece < headPieces() ? headBytes : sizeBytes;
    return (int) Math.min(PIECE, end - pieceOffset(piece));
  }

  /** The piece that a byte of the content lies in. */
  int pieceAt(long offset) {
    return offset < headBytes
        ? (int) (offset / PIECE)
        : headPieces() + (int) ((offset - headBytes) / PIECE);
  }

  /** Tells of every piece that a stretch of the content touches, in their order. */
  void eachPiece(long offset, long length, PiecePart part) {
    long end = Math.min(offset + length, sizeBytes);
    for (long at = offset; at < end; ) {
      int piece = pieceAt(at);
      long to = Math.min(end, pieceOffset(piece) + pieceLength(piece));
      part.is(piece, at, to - at);
      at = to;
    }
  }

  int chunkOf(int piece) {
    return piece < headPieces() ? piece / PIECES : headChunks() + (piece - headPieces()) / PIECES;
  }

  int firstPiece(int chunk) {
    return chunk < headChunks() ? chunk * PIECES : headPieces() + (chunk - headChunks()) * PIECES;
  }

  /** One behind the last piece of a chunk. */
  int endPiece(int chunk) {
    return Math.min(chunk < headChunks() ? headPieces() : pieces(), firstPiece(chunk) + PIECES);
  }

  private int headPieces() {
    return units(headBytes, PIECE);
  }

  private int framePieces() {
    return units(sizeBytes - headBytes, PIECE);
  }

  private int headChunks() {
    return units(headPieces(), PIECES);
  }

  private static int units(long size, int unit) {
    return Math.toIntExact((size + unit - 1) / unit);
  }
}
