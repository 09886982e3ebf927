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
import java.util.HashMap;
import java.util.Map;

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

  /** How much of a piece has come by another way, while it is not whole. */
  private final Map<Integer, Integer> filledBytes = new HashMap<>();

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
    return chunks == offer.content().count()
        ? offer.content().sizeBytes()
        : offer.content().offset(chunks);
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
    int chunk = offer.content().chunkOf(piece);
    return wrote(piece, chunk) ? judge(chunk) : PieceOutcome.KEPT;
  }

  /** Whether any piece of a stretch of the content is not here. */
  synchronized boolean lacks(long offset, long length) {
    return taken.nextClearBit(offer.content().pieceAt(offset))
        <= offer.content().pieceAt(offset + length - 1);
  }

  /**
   * What bytes that came by another way than as pieces have completed.
   *
   * @param corrupt pieces of chunks that turned out wrong
   * @param complete whether nothing lacks now
   */
  record Filled(BitSet corrupt, boolean complete) {
    static Filled nothing() {
      return new Filled(new BitSet(), false);
    }

    Filled and(Filled other) {
      BitSet both = (BitSet) corrupt.clone();
      both.or(other.corrupt);
      return new Filled(both, complete || other.complete);
    }
  }

  /**
   * Keeps bytes that did not come as a piece. A piece is here once all of its bytes are; nobody
   * brings the same byte twice this way, and if somebody did, the chunk's digest would tell.
   */
  synchronized Filled fill(long offset, ByteBuffer bytes) throws IOException {
    Filled filled = Filled.nothing();
    long end = offset + bytes.remaining();
    for (long at = offset; at < end && at < offer.content().sizeBytes(); ) {
      int piece = offer.content().pieceAt(at);
      long pieceEnd = offer.content().pieceOffset(piece) + offer.content().pieceLength(piece);
      int part = (int) (Math.min(end, pieceEnd) - at);
      if (!taken.get(piece)) {
        write(at, bytes.slice(bytes.position() + (int) (at - offset), part));
        filled = filled.and(filledPart(piece, part));
      }
      at += part;
    }
    return filled;
  }

  private Filled filledPart(int piece, int bytes) throws IOException {
    if (filledBytes.merge(piece, bytes, Integer::sum) < offer.content().pieceLength(piece)) {
      return Filled.nothing();
    }
    filledBytes.remove(piece);
    taken.set(piece);
    int chunk = offer.content().chunkOf(piece);
    if (!wrote(piece, chunk)) {
      return Filled.nothing();
    }
    BitSet corrupt = new BitSet();
    PieceOutcome outcome = judge(chunk);
    if (outcome == PieceOutcome.CORRUPT) {
      corrupt.set(offer.content().firstPiece(chunk), offer.content().endPiece(chunk));
    }
    return new Filled(corrupt, outcome == PieceOutcome.COMPLETE);
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
    filledBytes.remove(piece);
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
