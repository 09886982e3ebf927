package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Reads a {@link DataSetSource} piece by piece and knows when nothing follows. */
sealed interface SourceReader extends Closeable {
  /** Appends as many bytes as there are, at most {@code maximum}; returns how many. */
  int read(ByteBuf out, int maximum) throws IOException;

  boolean exhausted() throws IOException;

  /** Bytes that follow; {@link Long#MAX_VALUE} when that is not known. */
  long remaining();

  static SourceReader of(DataSetSource source) throws IOException {
    return switch (source) {
      case DataSetSource.FileRegion region ->
          new Region(
              FileChannel.open(region.path(), StandardOpenOption.READ),
              region.offset(),
              region.length());
      case DataSetSource.Bytes bytes -> new Memory(bytes.bytes().duplicate());
      case DataSetSource.Stream stream -> new Streamed(new PushbackInputStream(stream.stream()));
    };
  }

  /** A part of a file; shorter than said is an error, not an end. */
  final class Region implements SourceReader {
    private final FileChannel file;
    private final long end;
    private long position;

    private Region(FileChannel file, long offset, long length) {
      this.file = file;
      this.position = offset;
      this.end = offset + length;
    }

    @Override
    public int read(ByteBuf out, int maximum) throws IOException {
      int wanted = (int) Math.min(maximum, end - position);
      int remaining = wanted;
      while (remaining > 0) {
        int read = out.writeBytes(file, position, remaining);
        if (read < 0) {
          throw new EOFException("file ends before its data set");
        }
        position += read;
        remaining -= read;
      }
      return wanted;
    }

    @Override
    public boolean exhausted() {
      return position >= end;
    }

    @Override
    public long remaining() {
      return end - position;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Bytes in memory. */
  final class Memory implements SourceReader {
    private final ByteBuffer bytes;

    private Memory(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuf out, int maximum) {
      int length = Math.min(maximum, bytes.remaining());
      out.writeBytes(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      return length;
    }

    @Override
    public boolean exhausted() {
      return !bytes.hasRemaining();
    }

    @Override
    public long remaining() {
      return bytes.remaining();
    }

    @Override
    public void close() {}
  }

  /** A stream of unknown length: one byte is read ahead to know whether more follows. */
  final class Streamed implements SourceReader {
    private final PushbackInputStream stream;

    private Streamed(PushbackInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read(ByteBuf out, int maximum) throws IOException {
      int length = 0;
      while (length < maximum) {
        int read = out.writeBytes(stream, maximum - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
      return length;
    }

    @Override
    public boolean exhausted() throws IOException {
      int next = stream.read();
      if (next < 0) {
        return true;
      }
      stream.unread(next);
      return false;
    }

    @Override
    public long remaining() {
      return Long.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
