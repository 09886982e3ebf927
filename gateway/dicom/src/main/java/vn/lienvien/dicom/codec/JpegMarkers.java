package vn.lienvien.dicom.codec;

import java.nio.ByteBuffer;

/**
 * Reads the markers and parameters of a JPEG or JPEG-LS stream (ISO/IEC 10918-1 B.1.1, big endian).
 * Behind the end of the stream it throws what {@link ByteBuffer} throws.
 */
final class JpegMarkers {
  private final ByteBuffer bytes;

  JpegMarkers(byte[] stored) {
    bytes = ByteBuffer.wrap(stored);
  }

  /** The next marker, fill bytes before it passed over. */
  int marker() throws FrameCodecException {
    int marker = unsignedShort();
    while (marker == 0xFFFF) {
      bytes.position(bytes.position() - 1); // fill byte
      marker = unsignedShort();
    }
    if (marker < 0xFFC0) {
      throw FrameCodecException.malformed("a JPEG stream that loses its markers");
    }
    return marker;
  }

  /** Where the segment ends whose length comes next. */
  int end() {
    return bytes.position() + unsignedShort();
  }

  int unsignedByte() {
    return Byte.toUnsignedInt(bytes.get());
  }

  int unsignedShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  ByteBuffer bytes() {
    return bytes;
  }
}
