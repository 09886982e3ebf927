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
 * A parcel that is arriving: {@code <parcelId>.offer} (the journal: the offer as it came, fsynced
 * before any chunk) and {@code <parcelId>.part} (its content, each chunk at its place). Which
 * chunks are here is never written down: on reopening each is judged by its digest, so that neither
 * a torn journal nor a lost page can make a missing chunk look present. Thread-safe.
 */
final class IncomingParcel {
  private final Offer offer;
  private final Path journal;
  private final Path content;
  private final BitSet present = new BitSet();

  private IncomingParcel(Offer offer, Path directory) {
    this.offer = offer;
    this.journal = directory.resolve(offer.parcelId() + ".offer");
    this.content = directory.resolve(offer.parcelId() + ".part");
  }

  /** Begins to receive, or goes on where an earlier process stopped. */
  static IncomingParcel open(Offer offer, Path directory) throws IOException {
    Files.createDirectories(directory);
    IncomingParcel parcel = new IncomingParcel(offer, directory);
    byte[] wire = offer.wire();
    if (Arrays.equals(wire, parcel.written())) {
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

  /** The chunks that are not here yet. */
  synchronized BitSet lacking() {
    BitSet lacking = new BitSet();
    lacking.set(0, offer.content().count());
    lacking.andNot(present);
    return lacking;
  }

  /** Keeps a chunk that is what the offer announced; false when it is not. */
  boolean put(int chunk, byte[] bytes) throws IOException {
    if (!offer.content().matches(chunk, bytes)) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(content, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, offer.content().offset(chunk) + buffer.position());
      }
    }
    synchronized (this) {
      present.set(chunk);
    }
    return true;
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

  private byte[] written() throws IOException {
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

  private synchronized void recount() throws IOException {
    if (!Files.exists(content)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
      ContentIndex index = offer.content();
      for (int chunk = 0; chunk < index.count(); chunk++) {
        boolean whole = index.offset(chunk) + index.length(chunk) <= channel.size();
        if (whole && index.matches(chunk, index.chunk(channel, chunk))) {
          present.set(chunk);
        }
      }
    }
  }
}
