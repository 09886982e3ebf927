package vn.lienvien.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the intake journal, written from front to back and used again when what it holds is
 * safe elsewhere, so that forcing it moves no metadata. Everything begins at a multiple of 4096
 * bytes, and what is left between counts for nothing; numbers are big endian. Used by one thread at
 * a time, but for those who hold it.
 *
 * <pre>
 * head     0  4  "LVJ2"; zero when nothing in the file counts
 *          4  8  sequence: which segment is older
 *         12  8  nonce, drawn when the segment begins; nobody outside can know it
 *         20  4  CRC-32C of the 20 bytes before
 * record   0  8  the segment's nonce: what an earlier use left does not count
 *          8  4  length n of the entry
 *         12  8  length of the file
 *         20  4  CRC-32C of the file: what a torn write left of it does not count
 *         24  4  CRC-32C of the 24 bytes before and the entry
 *         28  n  entry, see {@link JournalEntry}
 *       28+n     the file
 * </pre>
 */
final class JournalSegment implements AutoCloseable {
  static final int PAGE = 4096;
  private static final int MAGIC = 0x4C564A32;
  private static final int HEAD = 24;
  private static final int HEADER = 28;
  private static final int LONGEST_ENTRY = 1 << 16;
  private static final int COPIED_AT_ONCE = 1 << 16;

  private final FileChannel channel;
  private final List<JournalEntry> entries = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private int holders;
  private long sequence;
  private long nonce;
  private long position = PAGE;

  /**
   * A record found.
   *
   * @param offset where its file begins
   * @param crc of its file, CRC-32C
   */
  record Found(JournalEntry entry, long offset, long length, int crc) {}

  private JournalSegment(FileChannel channel) {
    this.channel = channel;
  }

  static JournalSegment open(Path file) throws IOException {
    return on(JournalDisk.open(file));
  }

  static JournalSegment on(FileChannel channel) throws IOException {
    JournalSegment segment = new JournalSegment(channel);
    segment.readHead();
    return segment;
  }

  private void readHead() throws IOException {
    ByteBuffer head = read(0, HEAD);
    if (head != null && head.getInt(0) >>> 8 == MAGIC >>> 8 && head.getInt(0) != MAGIC) {
      throw new IOException(
          "the intake journal is of another version: start that version once, it empties it");
    }
    if (head != null && head.getInt(0) == MAGIC && head.getInt(20) == crc(head, 20, new byte[0])) {
      sequence = head.getLong(4);
      nonce = head.getLong(12);
    }
  }

  /** Whether something in it may be nowhere else; 0 is no sequence. */
  boolean counts() {
    return sequence != 0;
  }

  long sequence() {
    return sequence;
  }

  /** What was appended since {@link #begin}. */
  List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  boolean hasRoom(long fileLength, long limit) {
    return position + fileLength + 2 * PAGE <= limit || entries.isEmpty();
  }

  /** Empties the segment; lasts with the first {@link #force}. */
  void begin(long newSequence) throws IOException {
    sequence = newSequence;
    nonce = ThreadLocalRandom.current().nextLong();
    position = PAGE;
    entries.clear();
    ByteBuffer head = ByteBuffer.allocate(PAGE);
    head.putInt(0, MAGIC).putLong(4, sequence).putLong(12, nonce);
    write(head.putInt(20, crc(head, 20, new byte[0])), 0);
  }

  /** Nothing in it counts any more; on the disk when this returns. */
  void erase() throws IOException {
    sequence = 0;
    entries.clear();
    write(ByteBuffer.allocate(PAGE), 0);
    force();
  }

  /**
   * Adds a record; when any write of it fails, the next one takes its place. Its head, without
   * which nothing of it counts, is written last.
   */
  void append(JournalEntry entry, @Nullable JournalContent content) throws IOException {
    byte[] text = entry.toBytes();
    long offset = position + HEADER + text.length;
    CRC32C crc = new CRC32C();
    long length =
        switch (content) {
          case null -> 0;
          case JournalContent.InMemory(Slabs bytes) -> written(bytes, offset, crc);
          case JournalContent.InFile(Path file) -> copied(file, offset, crc);
        };
    ByteBuffer header = ByteBuffer.allocate(HEADER + text.length);
    header.putLong(0, nonce).putInt(8, text.length).putLong(12, length);
    header.putInt(20, (int) crc.getValue()).put(HEADER, text);
    write(header.putInt(24, crc(header, 24, text)), position);
    entries.add(entry);
    position = nextPage(offset + length);
  }

  private static long nextPage(long at) {
    return (at + PAGE - 1) / PAGE * PAGE;
  }

  private long written(Slabs content, long offset, CRC32C crc) throws IOException {
    long at = offset;
    for (ByteBuffer bytes : content.buffers()) {
      crc.update(bytes.duplicate());
      write(bytes, at);
      at += bytes.limit();
    }
    return at - offset;
  }

  private long copied(Path file, long offset, CRC32C crc) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(COPIED_AT_ONCE);
    long at = offset;
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
      while (content.read(bytes.clear()) >= 0) {
        bytes.flip();
        crc.update(bytes.duplicate());
        write(bytes, at);
        at += bytes.limit();
      }
    }
    return at - offset;
  }

  void force() throws IOException {
    channel.force(false);
  }

  /** Keeps what it holds from being erased until {@link #release}. Thread-safe, as that is. */
  void hold() {
    lock.lock();
    holders++;
    lock.unlock();
  }

  void release() {
    lock.lock();
    holders--;
    released.signalAll();
    lock.unlock();
  }

  /** Returns when nobody holds it; nobody new comes once it is not written to any more. */
  void awaitReleased() {
    lock.lock();
    try {
      while (holders > 0) {
        released.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Every record up to the first whose head was not written whole, its file unchecked. */
  List<Found> records() throws IOException {
    List<Found> found = new ArrayList<>();
    long at = PAGE;
    while (counts()) {
      ByteBuffer header = read(at, HEADER);
      int length = header == null || header.getLong(0) != nonce ? -1 : header.getInt(8);
      ByteBuffer entry = length < 0 || length > LONGEST_ENTRY ? null : read(at + HEADER, length);
      if (header == null || entry == null || header.getInt(24) != crc(header, 24, entry.array())) {
        break;
      }
      Found next =
          new Found(
              JournalEntry.of(entry.array()),
              at + HEADER + length,
              header.getLong(12),
              header.getInt(20));
      found.add(next);
      at = nextPage(next.offset() + next.length());
    }
    return found;
  }

  /** SHA-256 of a record's file, hex; empty when it was not written whole. */
  Optional<String> digest(Found record) throws IOException {
    CRC32C crc = new CRC32C();
    MessageDigest digest = Digests.sha256();
    for (long done = 0; done < record.length(); ) {
      int n = (int) Math.min(COPIED_AT_ONCE, record.length() - done);
      ByteBuffer bytes = read(record.offset() + done, n);
      if (bytes == null) {
        return Optional.empty();
      }
      crc.update(bytes.array());
      digest.update(bytes.array());
      done += n;
    }
    return (int) crc.getValue() == record.crc()
        ? Optional.of(Digests.hex(digest))
        : Optional.empty();
  }

  /** Writes a record's file anew; whether it is whole is for {@link #digest} to say. */
  void extract(Found record, Path target) throws IOException {
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long done = 0; done < record.length(); ) {
        long n = channel.transferTo(record.offset() + done, record.length() - done, out);
        if (n <= 0) {
          throw new EOFException("the journal became shorter");
        }
        done += n;
      }
    }
  }

  private static int crc(ByteBuffer header, int length, byte[] entry) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, length);
    crc.update(entry);
    return (int) crc.getValue();
  }

  private @Nullable ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return null;
      }
    }
    return bytes;
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    bytes.rewind();
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
