package vn.lienvien.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A new file whose digest is taken while it is written. Used by one thread. */
final class DigestedFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Digests.sha256();
  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long sizeBytes;

  DigestedFile(Path path) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Takes all of a piece. */
  void write(ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      int n = Math.min(BUFFER_BYTES - buffered, piece.remaining());
      piece.get(buffer, buffered, n);
      buffered += n;
      if (buffered == BUFFER_BYTES) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    digest.update(buffer, 0, buffered);
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    sizeBytes += buffered;
    buffered = 0;
  }

  long sizeBytes() {
    return sizeBytes + buffered;
  }

  /** Nothing more comes; SHA-256 of the whole, hex. */
  String complete() throws IOException {
    flush();
    channel.close();
    return Digests.hex(digest);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
