package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The first message that OpenJPEG gives while one frame is worked on, kept in native memory for the
 * callback.
 */
record ErrorText(MemorySegment state) {
  private static final int CAPACITY = 256;

  /** A zero-terminated string. */
  static final MemoryLayout STATE = MemoryLayout.sequenceLayout(CAPACITY, JAVA_BYTE);

  static ErrorText in(FrameMemory memory) {
    return new ErrorText(memory.allocate(STATE));
  }

  /** opj_msg_callback: keeps the first message, cut to what fits. */
  static void append(MemorySegment message, MemorySegment state) {
    if (state.get(JAVA_BYTE, 0) != 0) {
      return;
    }
    MemorySegment source = message.reinterpret(Long.MAX_VALUE);
    for (int i = 0; i < CAPACITY - 1; i++) {
      byte character = source.get(JAVA_BYTE, i);
      if (character == 0) {
        return;
      }
      state.set(JAVA_BYTE, i, character);
    }
  }

  /** The message in printable ASCII, or a plain word when the library said nothing. */
  String text() {
    String raw = state.getString(0, StandardCharsets.ISO_8859_1);
    String printable = raw.replaceAll("[^ -~]+", " ").strip();
    return printable.isEmpty() ? "no reason given" : printable;
  }
}
