package vn.lienvien.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * A buffered stream that knows where it is. Position counts from the offset it was given; the end
 * is known for files and byte arrays, and {@link Long#MAX_VALUE} for other streams.
 */
final class DicomInput {
  /** So many bytes can be peeked at most. */
  static final int MOST_AHEAD = 16 * 1024;

  /** Lengths are claims: no array grows faster than the bytes that really come. */
  private static final int FIRST_ALLOCATION = 1 << 20;

  private final InputStream in;
  private final long end;
  private final byte[] buffer = new byte[MOST_AHEAD];
  private long bufferStart;
  private int next;
  private int filled;

  DicomInput(InputStream in, long start, long end) {
    this.in = in;
    this.bufferStart = start;
    this.end = end;
  }

  long position() {
    return bufferStart + next;
  }

  long end() {
    return end;
  }

  /** Fills the buffer so that this many bytes can be peeked; false where there are fewer left. */
  boolean has(int count) throws IOException {
    if (filled - next >= count) {
      return true;
    }
    System.arraycopy(buffer, next, buffer, 0, filled - next);
    bufferStart += next;
    filled -= next;
    next = 0;
    while (filled < count) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }

  /** Bytes that can be peeked now. */
  int buffered() {
    return filled - next;
  }

  /** A byte ahead, after {@link #has} said that it is there. */
  int peek(int ahead) {
    return buffer[next + ahead] & 0xFF;
  }

  int peekShort(int ahead, boolean bigEndian) {
    int first = peek(ahead);
    int second = peek(ahead + 1);
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  int peekInt(int ahead, boolean bigEndian) {
    int first = peekShort(ahead, bigEndian);
    int second = peekShort(ahead + 2, bigEndian);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  /** Passes bytes that have been peeked. */
  void advance(int count) {
    next += count;
  }

  /** Reads a value; an end before its end is an {@link EOFException}. */
  byte[] read(long length) throws IOException {
    byte[] value = new byte[(int) Math.min(length, Math.max(FIRST_ALLOCATION, buffered()))];
    int at = 0;
    while (at < length) {
      if (at == value.length) {
        value = Arrays.copyOf(value, (int) Math.min(length, value.length * 2L));
      }
      int read = readSome(value, at, value.length - at);
      if (read < 0) {
        throw new EOFException();
      }
      at += read;
    }
    return value;
  }

  /** Passes bytes without keeping them; an end before that is an {@link EOFException}. */
  void skip(long count) throws IOException {
    long fromBuffer = Math.min(count, buffered());
    next += (int) fromBuffer;
    long left = count - fromBuffer;
    if (left == 0) {
      return;
    }
    bufferStart += filled + left;
    filled = 0;
    next = 0;
    in.skipNBytes(left);
  }

  /** Whether nothing but zeros is left; reads to the end. */
  boolean restIsZero() throws IOException {
    while (has(1)) {
      while (next < filled) {
        if (buffer[next] != 0) {
          return false;
        }
        next++;
      }
    }
    return true;
  }

  /** What has not been read, as a stream; this input is not to be used any more. */
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, next, filled - next), in);
  }

  private int readSome(byte[] target, int offset, int length) throws IOException {
    if (next == filled) {
      if (length >= buffer.length) {
        int read = in.read(target, offset, length);
        bufferStart += filled + Math.max(0, read);
        filled = 0;
        next = 0;
        return read;
      }
      if (!has(1)) {
        return -1;
      }
    }
    int count = Math.min(length, filled - next);
    System.arraycopy(buffer, next, target, offset, count);
    next += count;
    return count;
  }
}
