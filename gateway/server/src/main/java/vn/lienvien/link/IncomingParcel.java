package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A parcel that is arriving: {@code <parcelId>.offer} (the journal: the offer, fsynced before any
 * piece) and {@code <parcelId>.part} (its content, each piece at its place). Which chunks are here
 * is never written down: on reopening each is judged by its digest, so that neither a torn journal
 * nor a lost page can make a missing chunk look present. Thread-safe.
 */
final class IncomingParcel {
  private final Offer offer;
  private final Path journal;
  private final Path content;

  /** Pieces that are here or being written: nothing is ever written over them. */
  private final BitSet taken = new BitSet();

  private final BitSet written = new BitSet();
  private final BitSet proven = new BitSet();
  private long arrivedBytes;

  private IncomingParcel(Offer offer, Path directory) {
    this.offer = offer;
    this.journal = journal(directory, offer.parcelId());
    this.content = directory.resolve(offer.parcelId() + ".part");
  }

  static Path journal(Path directory, String parcelId) {
    return directory.resolve(parcelId + ".offer");
  }

  /** Begins to receive, or goes on where an earlier process stopped. */
  static IncomingParcel open(Offer offer, Path directory) throws IOException {
    Files.createDirectories(directory);
    IncomingParcel parcel = new IncomingParcel(offer, directory);
    byte[] wire = offer.wire();
    if (Arrays.equals(wire, parcel.noted())) {
      parcel.recount();
    } else {
      Files.deleteIfExists(parcel.content);
      parcel.begin(wire);
    }
    return parcel;
  }

  Offer offer() {
    return offer;
  }

  /** The pieces that are not here yet. */
  synchronized BitSet lacking() {
    BitSet lacking = new BitSet();
    lacking.set(0, offer.content().pieces());
    lacking.andNot(taken);
    return lacking;
  }

  synchronized boolean complete() {
    return proven.cardinality() == offer.content().count();
  }

  /** How much of the content's beginning is here and proven. */
  synchronized long prefixBytes() {
    int chunks = proven.nextClearBit(0);
    return Math.min(offer.content().offset(chunks), offer.content().sizeBytes());
  }

  /** Bytes of pieces that are here. */
  synchronized long arrivedBytes() {
    return arrivedBytes;
  }

  /** Keeps a piece; the last piece of a chunk proves or refutes the chunk. */
  PieceOutcome put(int piece, ByteBuffer bytes) throws IOException {
    if (piece < 0
        || piece >= offer.content().pieces()
        || bytes.remaining() != offer.content().pieceLength(piece)) {
      return PieceOutcome.UNKNOWN;
    }
    if (!take(piece)) {
      return PieceOutcome.KEPT;
    }
    try {
      write(offer.content().pieceOffset(piece), bytes);
    } catch (IOException e) {
      release(piece);
      throw e;
    }
    int chunk = piece / LinkLimits.PIECES_A_CHUNK;
    return wrote(piece, chunk) ? judge(chunk) : PieceOutcome.KEPT;
  }

  /** Whether any piece of a stretch of the content is not here. */
  synchronized boolean lacks(long offset, long length) {
    int first = (int) (offset / LinkLimits.PIECE_BYTES);
    return taken.nextClearBit(first) * (long) LinkLimits.PIECE_BYTES < offset + length;
  }

  /** Counts pieces as here that lie in a stretch that was filled; whole chunks are judged. */
  synchronized void filled(long offset, long length) throws IOException {
    ContentIndex index = offer.content();
    int from = (int) ((offset + LinkLimits.PIECE_BYTES - 1) / LinkLimits.PIECE_BYTES);
    long end = offset + length;
    int to = end == index.sizeBytes() ? index.pieces() : (int) (end / LinkLimits.PIECE_BYTES);
    for (int piece = from; piece < to; piece++) {
      if (!taken.get(piece)) {
        taken.set(piece);
        int chunk = piece / LinkLimits.PIECES_A_CHUNK;
        if (wrote(piece, chunk)) {
          PieceOutcome unused = judge(chunk);
        }
      }
    }
  }

  /** Fills in stretches of an object that this site has in a file already; the digests decide. */
  void fill(long offset, Path file, Iterable<ByteRange> ranges) throws IOException {
    long at = offset;
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(content, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (ByteRange range : ranges) {
        to.position(at);
        long done = 0;
        while (done < range.length()) {
          long moved = from.transferTo(range.offset() + done, range.length() - done, to);
          if (moved <= 0) {
            return;
          }
          done += moved;
        }
        at += range.length();
      }
    }
  }

  /** Judges every chunk that is not proven by what the content file holds. */
  synchronized void recount() throws IOException {
    if (!Files.exists(content)) {
      return;
    }
    ContentIndex index = offer.content();
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
      for (int chunk = 0; chunk < index.count(); chunk++) {
        boolean whole = index.offset(chunk) + index.length(chunk) <= channel.size();
        if (whole && !proven.get(chunk) && index.matches(chunk, chunk(channel, chunk))) {
          proven.set(chunk);
          taken.set(index.firstPiece(chunk), index.endPiece(chunk));
          written.set(index.firstPiece(chunk), index.endPiece(chunk));
          arrivedBytes += index.length(chunk);
        }
      }
    }
  }

  /** The content, once nothing lacks. */
  Path content() {
    return content;
  }

  /** Forgets what has arrived. */
  void discard() throws IOException {
    Files.deleteIfExists(content);
    Files.deleteIfExists(journal);
  }

  private synchronized boolean take(int piece) {
    if (taken.get(piece)) {
      return false;
    }
    taken.set(piece);
    return true;
  }

  private synchronized void release(int piece) {
    taken.clear(piece);
  }

  /** True for whoever wrote the last piece of its chunk. */
  private synchronized boolean wrote(int piece, int chunk) {
    written.set(piece);
    arrivedBytes += offer.content().pieceLength(piece);
    return written.nextClearBit(offer.content().firstPiece(chunk))
        >= offer.content().endPiece(chunk);
  }

  private PieceOutcome judge(int chunk) throws IOException {
    boolean fits;
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
      fits = offer.content().matches(chunk, chunk(channel, chunk));
    }
    synchronized (this) {
      if (fits) {
        proven.set(chunk);
        return complete() ? PieceOutcome.COMPLETE : PieceOutcome.KEPT;
      }
      int first = offer.content().firstPiece(chunk);
      written.clear(first, offer.content().endPiece(chunk));
      taken.clear(first, offer.content().endPiece(chunk));
      arrivedBytes -= offer.content().length(chunk);
      return PieceOutcome.CORRUPT;
    }
  }

  private byte[] chunk(FileChannel channel, int chunk) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(offer.content().length(chunk));
    long at = offer.content().offset(chunk);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("a content file is shorter than it was");
      }
    }
    return buffer.array();
  }

  private void write(long offset, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(content, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long at = offset;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
  }

  private byte[] noted() throws IOException {
    try {
      return Files.readAllBytes(journal);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private void begin(byte[] wire) throws IOException {
    Path temporary = journal.resolveSibling(journal.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(wire);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary, journal, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
