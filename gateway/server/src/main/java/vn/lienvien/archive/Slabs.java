package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file's bytes that are in memory, in slabs of a {@link SlabPool}. Used by one thread at a time.
 */
final class Slabs {
  private final SlabPool pool;
  private final List<byte[]> slabs = new ArrayList<>();
  private int length;

  Slabs(SlabPool pool) {
    this.pool = pool;
  }

  int length() {
    return length;
  }

  /** Takes all that is left of the piece, or nothing where the pool has no more. */
  boolean append(ByteBuffer piece) {
    if (!reserve(length + piece.remaining())) {
      return false;
    }
    while (piece.hasRemaining()) {
      int at = length % SlabPool.SLAB_BYTES;
      int n = Math.min(SlabPool.SLAB_BYTES - at, piece.remaining());
      piece.get(slabs.get(length / SlabPool.SLAB_BYTES), at, n);
      length += n;
    }
    return true;
  }

  private boolean reserve(int bytes) {
    while ((long) slabs.size() * SlabPool.SLAB_BYTES < bytes) {
      byte[] slab = pool.take();
      if (slab == null) {
        return false;
      }
      slabs.add(slab);
    }
    return true;
  }

  /** Views of all bytes, in order. */
  List<ByteBuffer> buffers() {
    List<ByteBuffer> buffers = new ArrayList<>(slabs.size());
    for (int at = 0; at < length; at += SlabPool.SLAB_BYTES) {
      int n = Math.min(SlabPool.SLAB_BYTES, length - at);
      buffers.add(ByteBuffer.wrap(slabs.get(at / SlabPool.SLAB_BYTES), 0, n));
    }
    return buffers;
  }

  InputStream stream() {
    return new Reading();
  }

  /** Makes a file of it, not forced; what the file held before is gone. */
  void writeTo(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer bytes : buffers()) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  /** Gives the memory back; nothing is in it any more. */
  void release() {
    pool.giveBack(slabs);
    slabs.clear();
    length = 0;
  }

  private final class Reading extends InputStream {
    private int at;

    @Override
    public int read() {
      return at == length
          ? -1
          : slabs.get(at / SlabPool.SLAB_BYTES)[at++ % SlabPool.SLAB_BYTES] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
      if (at == length && most > 0) {
        return -1;
      }
      int inSlab = at % SlabPool.SLAB_BYTES;
      int n = Math.min(Math.min(most, SlabPool.SLAB_BYTES - inSlab), length - at);
      if (n > 0) {
        System.arraycopy(slabs.get(at / SlabPool.SLAB_BYTES), inSlab, target, offset, n);
      }
      at += n;
      return n;
    }

    @Override
    public long skip(long most) {
      int n = (int) Math.clamp(most, 0, length - at);
      at += n;
      return n;
    }

    @Override
    public int available() {
      return length - at;
    }
  }
}
