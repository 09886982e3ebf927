package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.offset;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * A bounded block of native memory that OpenJPEG reads or writes as a stream. Its state lies in
 * native memory too, so that the callbacks are plain static functions.
 *
 * <pre>
 * field     type   meaning
 * bytes     void*  first byte of the block
 * capacity  long   size of the block
 * length    long   bytes that hold data
 * position  long   next byte to read or write
 * </pre>
 */
record MemoryStream(MemorySegment state, MemorySegment bytes) {
  static final StructLayout STATE =
      MemoryLayout.structLayout(
          ADDRESS.withName("bytes"),
          JAVA_LONG.withName("capacity"),
          JAVA_LONG.withName("length"),
          JAVA_LONG.withName("position"));

  private static final long BYTES = offset(STATE, "bytes");
  private static final long CAPACITY = offset(STATE, "capacity");
  private static final long LENGTH = offset(STATE, "length");
  private static final long POSITION = offset(STATE, "position");

  private static final long LEAST_BUFFER = 4 << 10;
  private static final long MOST_BUFFER = 256 << 10;

  /** What OpenJPEG takes for the end of a stream, or for a stream that is full. */
  private static final long END = -1;

  /** A stream to read {@code encoded} from. */
  static MemoryStream of(byte[] encoded, FrameMemory memory) {
    MemoryStream stream = ofCapacity(encoded.length, memory);
    MemorySegment.copy(encoded, 0, stream.bytes, JAVA_BYTE, 0, encoded.length);
    stream.state.set(JAVA_LONG, LENGTH, encoded.length);
    return stream;
  }

  /** An empty stream that takes at most {@code capacity} bytes. */
  static MemoryStream ofCapacity(long capacity, FrameMemory memory) {
    MemorySegment bytes = memory.buffer(Math.max(1, capacity));
    MemorySegment state = memory.allocate(STATE);
    state.set(ADDRESS, BYTES, bytes);
    state.set(JAVA_LONG, CAPACITY, capacity);
    return new MemoryStream(state, bytes);
  }

  /** What OpenJPEG may keep before it calls back: a small frame at once, a large one in parts. */
  static long buffer(long bytes) {
    return Math.clamp(bytes, LEAST_BUFFER, MOST_BUFFER);
  }

  long capacity() {
    return state.get(JAVA_LONG, CAPACITY);
  }

  byte[] toByteArray() {
    return bytes.asSlice(0, state.get(JAVA_LONG, LENGTH)).toArray(JAVA_BYTE);
  }

  long length() {
    return state.get(JAVA_LONG, LENGTH);
  }

  /** opj_stream_read_fn. */
  static long read(MemorySegment target, long count, MemorySegment state) {
    long position = state.get(JAVA_LONG, POSITION);
    long available = Math.min(count, state.get(JAVA_LONG, LENGTH) - position);
    if (available <= 0) {
      return END;
    }
    MemorySegment.copy(block(state), position, target.reinterpret(count), 0, available);
    state.set(JAVA_LONG, POSITION, position + available);
    return available;
  }

  /** opj_stream_write_fn: all or nothing, because a short write is no success either. */
  static long write(MemorySegment source, long count, MemorySegment state) {
    long position = state.get(JAVA_LONG, POSITION);
    if (count < 0 || count > state.get(JAVA_LONG, CAPACITY) - position) {
      return END;
    }
    MemorySegment.copy(source.reinterpret(count), 0, block(state), position, count);
    place(position + count, state);
    return count;
  }

  /** opj_stream_skip_fn. */
  static long skip(long count, MemorySegment state) {
    long target = state.get(JAVA_LONG, POSITION) + count;
    return place(target, state) ? count : END;
  }

  /** opj_stream_seek_fn. */
  static int seek(long target, MemorySegment state) {
    return place(target, state) ? 1 : 0;
  }

  private static boolean place(long target, MemorySegment state) {
    if (target < 0 || target > state.get(JAVA_LONG, CAPACITY)) {
      return false;
    }
    state.set(JAVA_LONG, POSITION, target);
    state.set(JAVA_LONG, LENGTH, Math.max(target, state.get(JAVA_LONG, LENGTH)));
    return true;
  }

  private static MemorySegment block(MemorySegment state) {
    return state.get(ADDRESS, BYTES).reinterpret(state.get(JAVA_LONG, CAPACITY));
  }
}
