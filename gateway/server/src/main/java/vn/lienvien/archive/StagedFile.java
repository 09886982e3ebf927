package vn.lienvien.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A file being written in {@link Staging}, measured on the way so that nobody need read it again.
 * Closed before {@link #complete}, it is deleted. Used by one thread.
 */
public final class StagedFile implements WritableByteChannel {
  private static final int BUFFER_SIZE = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final MessageDigest file = Digests.sha256();
  private final MessageDigest dataset = Digests.sha256();
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int buffered;
  private long size;
  private Optional<Measured> measured = Optional.empty();

  StagedFile(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Preamble and file meta information; the data set follows. */
  public void writeHeader(byte[] header) throws IOException {
    file.update(header);
    put(ByteBuffer.wrap(header));
  }

  /** Takes all of a piece of the data set; pieces of a PDU each are collected. */
  @Override
  public int write(ByteBuffer piece) throws IOException {
    int length = piece.remaining();
    while (piece.hasRemaining()) {
      int n = Math.min(buffer.length - buffered, piece.remaining());
      piece.get(buffer, buffered, n);
      buffered += n;
      if (buffered == buffer.length) {
        putBuffered();
      }
    }
    return length;
  }

  private void putBuffered() throws IOException {
    file.update(buffer, 0, buffered);
    dataset.update(buffer, 0, buffered);
    put(ByteBuffer.wrap(buffer, 0, buffered));
    buffered = 0;
  }

  private void put(ByteBuffer bytes) throws IOException {
    size += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Nothing more comes: the file can be offered. */
  public StagedFile complete() throws IOException {
    putBuffered();
    channel.close();
    measured = Optional.of(new Measured(size, Digests.hex(file), Digests.hex(dataset)));
    return this;
  }

  Path path() {
    return path;
  }

  Measured measured() {
    return measured.orElseThrow(() -> new IllegalStateException("not complete"));
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (measured.isEmpty()) {
      channel.close();
      Files.deleteIfExists(path);
    }
  }
}
