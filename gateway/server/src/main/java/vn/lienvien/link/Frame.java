package vn.lienvien.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One message on a connection: u8 type, u24 length of the body, the body. A frame of at most 16 380
 * bytes of body is one TLS record when it is written in one go, as {@link #wire} has it.
 */
record Frame(FrameType type, byte[] body) {
  static final int HEADER_BYTES = 4;

  byte[] wire() {
    return ByteBuffer.allocate(HEADER_BYTES + body.length)
        .putInt(type.code() << 24 | body.length)
        .put(body)
        .array();
  }

  /** Reads a frame of one of these types, before a connection is anybody's. */
  static Frame read(DataInputStream in, LinkLimits limits, FrameType... expected)
      throws IOException {
    int header = in.readInt();
    FrameType type = FrameType.of(header >>> 24);
    int length = header & 0xffffff;
    for (FrameType one : expected) {
      if (type == one && length <= type.bound(limits)) {
        return new Frame(type, in.readNBytes(length));
      }
    }
    throw new LinkFormatException("a frame that has no place here");
  }
}
