package vn.lienvien.dicom.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the work on one frame, which a thread uses again for its next: small frames
 * would else spend a twentieth of their time on asking for it. What does not fit into the block is
 * asked for, and given back with the frame. For one thread.
 */
final class FrameMemory implements SegmentAllocator, AutoCloseable {
  private static final long BLOCK_BYTES = 1 << 20;
  private static final long ALIGNMENT = 16;

  private final MemorySegment block = Arena.ofAuto().allocate(BLOCK_BYTES, ALIGNMENT);
  private long used;
  private @Nullable Arena beyond;

  /** Zeroed memory, until this is closed. */
  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return buffer(bytes, alignment).fill((byte) 0);
  }

  /** Memory with whatever is in it. */
  MemorySegment buffer(long bytes) {
    return buffer(bytes, ALIGNMENT);
  }

  private MemorySegment buffer(long bytes, long alignment) {
    long start = Math.ceilDiv(used, alignment) * alignment;
    if (bytes <= BLOCK_BYTES - start) {
      used = start + bytes;
      return block.asSlice(start, bytes);
    }
    if (beyond == null) {
      beyond = Arena.ofConfined();
    }
    return beyond.allocate(bytes, alignment);
  }

  /** Ends the work on a frame: everything that was handed out is void. */
  @Override
  public void close() {
    used = 0;
    if (beyond != null) {
      beyond.close();
      beyond = null;
    }
  }
}
