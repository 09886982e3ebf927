package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;

/**
 * A palette in segments (PS3.3 C.7.9.2): discrete values (0), lines to an end value (1), and
 * repetitions of earlier segments (2). Entries and segments are 16-bit words.
 */
final class SegmentedPalette {
  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final int[] words;
  private final int[] entries;
  private int filled;

  private SegmentedPalette(int[] words, int count) {
    this.words = words;
    entries = new int[count];
  }

  static LookupTable of(Attributes dataset, int descriptorTag, int dataTag)
      throws FrameCodecException {
    int[] descriptor = dataset.integers(descriptorTag);
    byte[] data = dataset.bytes(dataTag);
    if (descriptor.length != 3) {
      throw FrameCodecException.malformed("a palette without its descriptor");
    }
    int count = (descriptor[0] & 0xFFFF) == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
    int[] words = new int[data.length / 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = data[2 * i] & 0xFF | (data[2 * i + 1] & 0xFF) << Byte.SIZE;
    }
    SegmentedPalette palette = new SegmentedPalette(words, count);
    palette.expand(0, Integer.MAX_VALUE, true);
    if (palette.filled != count) {
      throw FrameCodecException.malformed("a palette whose segments do not fill it");
    }
    return new LookupTable(palette.entries, descriptor[1] & 0xFFFF, 2 * Byte.SIZE);
  }

  /**
   * Segments from a word on, as many as asked for; a repetition may not lead to another, so that
   * all ends.
   */
  private void expand(int from, int segments, boolean mayRepeat) throws FrameCodecException {
    int at = from;
    for (int done = 0; done < segments && filled < entries.length; done++) {
      int code = word(at);
      int length = word(at + 1);
      switch (code) {
        case DISCRETE -> {
          for (int i = 0; i < length; i++) {
            add(word(at + 2 + i));
          }
          at += 2 + length;
        }
        case LINEAR -> {
          addLine(length, word(at + 2));
          at += 3;
        }
        case INDIRECT -> {
          if (!mayRepeat) {
            throw FrameCodecException.malformed("a palette that repeats a repetition");
          }
          // The offset counts bytes from the begin of the table, low word first.
          expand((word(at + 2) | word(at + 3) << 16) >>> 1, length, false);
          at += 4;
        }
        default -> throw FrameCodecException.malformed("a palette segment of type " + code);
      }
    }
  }

  private void addLine(int length, int end) throws FrameCodecException {
    if (filled == 0) {
      throw FrameCodecException.malformed("a palette that begins with a line from nowhere");
    }
    int start = entries[filled - 1];
    for (int i = 1; i <= length; i++) {
      add(start + (int) Math.round((double) (end - start) * i / length));
    }
  }

  private void add(int entry) throws FrameCodecException {
    if (filled == entries.length) {
      throw FrameCodecException.malformed("a palette with more entries than it says");
    }
    entries[filled++] = entry;
  }

  private int word(int index) throws FrameCodecException {
    if (index < 0 || index >= words.length) {
      throw FrameCodecException.malformed("a palette whose segments end too early");
    }
    return words[index];
  }
}
