package vn.lienvien.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A file on a disk that fails when the test says so. */
final class FaultyChannel extends FileChannel {
  private final FileChannel channel;
  private final Faults faults;

  private FaultyChannel(FileChannel channel, Faults faults) {
    this.channel = channel;
    this.faults = faults;
  }

  enum Operation {
    WRITE,
    FORCE
  }

  /** Throws where the operation shall fail; it is not done then. */
  @FunctionalInterface
  interface Faults {
    void before(Operation operation) throws IOException;
  }

  static FileChannel open(Path file, Faults faults) throws IOException {
    return new FaultyChannel(JournalDisk.open(file), faults);
  }

  /** A small journal on such a disk. */
  static JournalDisk disk(Path directory, Faults faults) {
    return new JournalDisk(directory, file -> open(file, faults), 1 << 16, 2, Duration.ofMillis(1));
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    faults.before(Operation.WRITE);
    return channel.write(bytes);
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
    faults.before(Operation.WRITE);
    return channel.write(bytes, offset, length);
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    faults.before(Operation.WRITE);
    return channel.write(bytes, position);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    faults.before(Operation.WRITE);
    return channel.transferFrom(source, position, count);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    faults.before(Operation.FORCE);
    channel.force(metaData);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return channel.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
    return channel.read(bytes, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return channel.read(bytes, position);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return channel.transferTo(position, count, target);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return channel.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return channel.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return channel.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }
}
