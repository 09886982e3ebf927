package vn.lienvien.archive;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes files past the page cache (O_DIRECT), where the file system can: what has just come is
 * seldom read soon, and a copy of it in the kernel costs more processor than all else that becomes
 * of it. Used by one thread.
 */
final class UncachedFiles {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int BLOCK_BYTES = 4096;

  private final ByteBuffer aligned =
      ByteBuffer.allocateDirect(BUFFER_BYTES + BLOCK_BYTES).alignedSlice(BLOCK_BYTES);
  private boolean possible = true;

  /** Makes a file of the bytes, not forced; what the file held before is gone. */
  void write(Slabs bytes, Path file) throws IOException {
    if (!possible || !wroteDirectly(bytes, file)) {
      bytes.writeTo(file);
      possible = false;
    }
  }

  /** False where the file cannot be opened so. */
  private boolean wroteDirectly(Slabs bytes, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            ExtendedOpenOption.DIRECT)) {
      write(bytes, channel);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }

  /** In whole blocks, the last of which is cut to the length of the file afterwards. */
  private void write(Slabs bytes, FileChannel channel) throws IOException {
    aligned.clear();
    for (ByteBuffer piece : bytes.buffers()) {
      if (aligned.remaining() < piece.remaining()) {
        drain(channel);
      }
      aligned.put(piece);
    }
    while (aligned.position() % BLOCK_BYTES != 0) {
      aligned.put((byte) 0);
    }
    drain(channel);
    channel.truncate(bytes.length());
  }

  private void drain(FileChannel channel) throws IOException {
    aligned.flip();
    while (aligned.hasRemaining()) {
      channel.write(aligned);
    }
    aligned.clear();
  }
}
