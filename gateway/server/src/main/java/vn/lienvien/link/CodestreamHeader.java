package vn.lienvien.link;

import java.nio.ByteBuffer;

/**
 * The marker segments that a compressed image begins with: JPEG 2000 up to its first tile's data
 * (ITU-T T.800 A.2), the JPEG family up to its first scan (ITU-T T.81 B.1.1). From image to image
 * of a series they hardly differ, so that in the zstd stream they cost next to nothing.
 */
final class CodestreamHeader {
  /** A longer one tells of its own image only: lengths of packets, comments. */
  static final int LONGEST = 4096;

  private static final int START_OF_CODESTREAM = 0xff4f;
  private static final int START_OF_IMAGE = 0xffd8;
  private static final int START_OF_DATA = 0xff93;
  private static final int START_OF_SCAN = 0xffda;
  private static final int MARKER_BYTES = 2;

  private CodestreamHeader() {}

  /** How many bytes it has; zero where these are the first bytes of something else. */
  static int length(ByteBuffer beginning) {
    int at = beginning.position();
    if (beginning.remaining() < MARKER_BYTES || !isStart(marker(beginning, at))) {
      return 0;
    }
    at += MARKER_BYTES;
    while (at + 2 * MARKER_BYTES <= beginning.limit()) {
      int marker = marker(beginning, at);
      if (marker == START_OF_DATA) {
        return at + MARKER_BYTES - beginning.position();
      }
      int end = at + MARKER_BYTES + marker(beginning, at + MARKER_BYTES);
      if (marker < 0xff00 || end > beginning.limit()) {
        break;
      }
      at = end;
      if (marker == START_OF_SCAN) {
        break;
      }
    }
    return at - beginning.position();
  }

  private static boolean isStart(int marker) {
    return marker == START_OF_CODESTREAM || marker == START_OF_IMAGE;
  }

  private static int marker(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
