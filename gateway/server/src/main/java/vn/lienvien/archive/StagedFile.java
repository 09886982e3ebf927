package vn.lienvien.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.io.DicomFile;

/**
 * A file being received in {@link Staging}. One of up to 2 MiB stays in memory while there is room:
 * it is parsed, digested and journaled from there, and becomes a file when it suits. A larger one
 * goes to the disk as it comes and is digested on the way. Closed before {@link #complete}, it is
 * gone. Used by one thread.
 */
public final class StagedFile implements WritableByteChannel {
  static final int LARGEST_IN_MEMORY = 2 << 20;

  private final Path path;
  private final Slabs held;
  private @Nullable DigestedFile spilled;
  private @Nullable String digest;
  private boolean settled;
  private boolean handedOver;
  private boolean complete;
  private boolean open = true;

  StagedFile(Path path, SlabPool pool) {
    this.path = path;
    this.held = new Slabs(pool);
  }

  /** Preamble and file meta information, before everything else. */
  public void writeHeader(byte[] header) throws IOException {
    write(ByteBuffer.wrap(header));
  }

  /** Takes all of a piece of the data set. */
  @Override
  public int write(ByteBuffer piece) throws IOException {
    int length = piece.remaining();
    if (spilled == null && !fits(piece)) {
      spilled = spill();
    }
    if (spilled != null) {
      spilled.write(piece);
    }
    return length;
  }

  private boolean fits(ByteBuffer piece) {
    return held.length() + piece.remaining() <= LARGEST_IN_MEMORY && held.append(piece);
  }

  /** Moves what is in memory to the file. */
  private DigestedFile spill() throws IOException {
    DigestedFile file = new DigestedFile(path);
    settled = true;
    try {
      for (ByteBuffer bytes : held.buffers()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    held.release();
    return file;
  }

  /** Nothing more comes: the file can be offered. */
  public StagedFile complete() throws IOException {
    if (spilled != null) {
      digest = spilled.complete();
    }
    complete = true;
    return this;
  }

  /** Parsed, from memory where it still is there. */
  DicomFile parsed() throws IOException {
    return spilled == null
        ? DicomFile.read(held.stream(), held.length(), path)
        : DicomFile.read(path);
  }

  /** What the journal takes of it. */
  JournalContent content() {
    return spilled == null ? new JournalContent.InMemory(held) : new JournalContent.InFile(path);
  }

  /** The file is there when this returns, though not forced. */
  void settle() throws IOException {
    if (!settled) {
      settled = true;
      held.writeTo(path);
    }
  }

  /**
   * What is to become the file {@link #path} later; it is the caller's to release, and this no
   * longer touches that file. Empty where the file is there already.
   */
  Optional<Slabs> handOver() {
    if (settled) {
      return Optional.empty();
    }
    handedOver = true;
    return Optional.of(held);
  }

  Path path() {
    return path;
  }

  long sizeBytes() {
    return spilled == null ? held.length() : spilled.sizeBytes();
  }

  /** SHA-256 of the whole file, hex; reads what is in memory at the first call. */
  String fileDigest() {
    if (!complete) {
      throw new IllegalStateException("not complete");
    }
    if (digest == null) {
      MessageDigest sum = Digests.sha256();
      held.buffers().forEach(sum::update);
      digest = Digests.hex(sum);
    }
    return digest;
  }

  /** The file, unless it was handed over, is nobody's any more. */
  void discard() throws IOException {
    if (!handedOver && settled) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Gives back its memory; what was offered is the archive's. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (!handedOver) {
      held.release();
    }
    if (!complete && spilled != null) {
      spilled.close();
      Files.deleteIfExists(path);
    }
  }
}
