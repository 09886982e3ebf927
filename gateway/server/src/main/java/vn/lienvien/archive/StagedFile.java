package vn.lienvien.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.io.DicomFile;

/**
 * A file being written in {@link Staging}, measured on the way so that nobody need read it again. A
 * small one stays in memory while there is room: it is parsed and journaled from there, and its
 * file is written while the journal is forced. Closed before {@link #complete}, it is deleted. Used
 * by one thread.
 */
public final class StagedFile implements WritableByteChannel {
  private static final int PIECE_BYTES = 1 << 16;
  private static final int LARGEST_IN_MEMORY = 1 << 18;

  private final Path path;
  private final MemoryBudget budget;
  private final MessageDigest file = Digests.sha256();
  private final MessageDigest dataset = Digests.sha256();
  private byte[] buffer = new byte[PIECE_BYTES];
  private int buffered;
  private int measuredTo;
  private int datasetFrom;
  private long writtenBytes;
  private long borrowed;
  private @Nullable FileChannel channel;
  private boolean open = true;
  private Optional<Measured> measured = Optional.empty();

  StagedFile(Path path, MemoryBudget budget) {
    this.path = path;
    this.budget = budget;
  }

  /** Preamble and file meta information, before everything else. */
  public void writeHeader(byte[] header) throws IOException {
    take(ByteBuffer.wrap(header), header.length);
  }

  /** Takes all of a piece of the data set. */
  @Override
  public int write(ByteBuffer piece) throws IOException {
    int length = piece.remaining();
    take(piece, 0);
    return length;
  }

  private void take(ByteBuffer piece, int ofHeader) throws IOException {
    datasetFrom = ofHeader == 0 ? datasetFrom : buffered + ofHeader;
    while (piece.hasRemaining()) {
      int n = Math.min(buffer.length - buffered, piece.remaining());
      piece.get(buffer, buffered, n);
      buffered += n;
      if (buffered - measuredTo >= PIECE_BYTES) {
        measure();
      }
      if (buffered == buffer.length && !grow()) {
        spill();
      }
    }
  }

  private void measure() {
    file.update(buffer, measuredTo, buffered - measuredTo);
    int from = Math.clamp(datasetFrom, measuredTo, buffered);
    dataset.update(buffer, from, buffered - from);
    measuredTo = buffered;
  }

  private boolean grow() {
    int larger = 4 * buffer.length;
    if (channel != null || larger > LARGEST_IN_MEMORY || !budget.take(larger)) {
      return false;
    }
    budget.giveBack(borrowed);
    borrowed = larger;
    buffer = Arrays.copyOf(buffer, larger);
    return true;
  }

  /** Moves what is in memory to the file. */
  private void spill() throws IOException {
    measure();
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    writtenBytes += buffered;
    datasetFrom = Math.max(0, datasetFrom - buffered);
    buffered = 0;
    measuredTo = 0;
  }

  /** Nothing more comes: the file can be offered. */
  public StagedFile complete() throws IOException {
    measure();
    long size = writtenBytes + buffered;
    if (channel != null) {
      spill();
      channel.close();
    }
    measured = Optional.of(new Measured(size, Digests.hex(file), Digests.hex(dataset)));
    return this;
  }

  /** Parsed, from memory where it still is there. */
  DicomFile parsed() throws IOException {
    return channel == null
        ? DicomFile.read(new ByteArrayInputStream(buffer, 0, buffered), buffered, path)
        : DicomFile.read(path);
  }

  /** What the journal takes of it. */
  JournalContent content() {
    return channel == null
        ? new JournalContent.InMemory(ByteBuffer.wrap(buffer, 0, buffered).slice())
        : new JournalContent.InFile(path);
  }

  /** The file is there when this returns, though not forced. */
  void settle() throws IOException {
    if (channel == null) {
      try (FileChannel whole =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        channel = whole;
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
          whole.write(bytes);
        }
      }
    }
  }

  Path path() {
    return path;
  }

  Measured measured() {
    return measured.orElseThrow(() -> new IllegalStateException("not complete"));
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Gives back its memory; what was offered is the archive's. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      budget.giveBack(borrowed);
      if (measured.isEmpty() && channel != null) {
        channel.close();
        Files.deleteIfExists(path);
      }
    }
  }
}
