package vn.lienvien.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a JPEG frame says of itself in its markers up to the frame header (ISO/IEC 10918-1 B.2),
 * read before a decoder sees it.
 *
 * @param process the n of SOFn: 0 baseline, 1 extended, 2 progressive, 3 lossless; others are
 *     arithmetic or hierarchical
 * @param colorTransform whether three components are Y Cb Cr by the stream's own word; null when it
 *     says nothing
 */
record JpegHeader(
    int process,
    int precision,
    int rows,
    int columns,
    int components,
    @Nullable Boolean colorTransform) {
  private static final int LOSSLESS = 3;
  private static final int SOI = 0xFFD8;
  private static final int SOS_CODE = 0xDA;

  /** Progressive encoders make ten to twenty. */
  static final int MOST_SCANS = 100;

  private static final int APP0 = 0xFFE0;
  private static final int APP14 = 0xFFEE;
  private static final int APP15 = 0xFFEF;
  private static final int COM = 0xFFFE;

  static JpegHeader parse(byte[] stored) throws FrameCodecException {
    JpegMarkers markers = new JpegMarkers(stored);
    try {
      if (markers.unsignedShort() != SOI) {
        throw FrameCodecException.malformed("not a JPEG stream");
      }
      return parseSegments(markers);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new FrameCodecException(
          FrameCodecException.Refusal.MALFORMED, "the JPEG stream ends within its headers", e);
    }
  }

  private static JpegHeader parseSegments(JpegMarkers markers) throws FrameCodecException {
    ByteBuffer bytes = markers.bytes();
    @Nullable Boolean transform = null;
    while (true) {
      int marker = markers.marker();
      int next = markers.end();
      if (next > bytes.limit()) {
        throw FrameCodecException.malformed("a JPEG segment that is longer than the stream");
      }
      if (isFrameHeader(marker)) {
        return frameHeader(marker & 0xF, markers, transform);
      }
      if (marker == APP0 && holds(bytes, next, "JFIF")) {
        transform = transform == null ? Boolean.TRUE : transform;
      } else if (marker == APP14 && holds(bytes, next, "Adobe") && next - bytes.position() >= 12) {
        transform = bytes.get(bytes.position() + 11) != 0;
      }
      bytes.position(next);
    }
  }

  /**
   * The stream without application data and comments before the frame header: nothing in them is
   * needed to decode components, and decoders stumble over them.
   */
  static byte[] bare(byte[] stored) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    ByteArrayOutputStream bare = new ByteArrayOutputStream(stored.length);
    bare.write(stored, 0, 2);
    bytes.position(2);
    while (bytes.remaining() >= 4) {
      int start = bytes.position();
      int marker = Short.toUnsignedInt(bytes.getShort());
      int next = start + 2 + Short.toUnsignedInt(bytes.getShort());
      if (marker == 0xFFFF || isFrameHeader(marker) || next > stored.length) {
        bytes.position(start);
        break;
      }
      if ((marker < APP0 || marker > APP15) && marker != COM) {
        bare.write(stored, start, next - start);
      }
      bytes.position(next);
    }
    bare.write(stored, bytes.position(), bytes.remaining());
    return bare.toByteArray();
  }

  /**
   * Refuses a stream of endless scans: each makes a decoder pass over the whole frame, however few
   * bytes it has. Within entropy-coded data FFH is never followed by the code of a scan.
   */
  static void requireFewScans(byte[] stored) throws FrameCodecException {
    int scans = 0;
    for (int i = 0; i + 1 < stored.length; i++) {
      if (stored[i] == (byte) 0xFF && stored[i + 1] == (byte) SOS_CODE && ++scans > MOST_SCANS) {
        throw FrameCodecException.malformed("a JPEG stream of more than " + MOST_SCANS + " scans");
      }
    }
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xFFC0
        && marker <= 0xFFCF
        && marker != 0xFFC4
        && marker != 0xFFC8
        && marker != 0xFFCC;
  }

  private static JpegHeader frameHeader(
      int process, JpegMarkers markers, @Nullable Boolean transform) {
    int precision = markers.unsignedByte();
    int rows = markers.unsignedShort();
    int columns = markers.unsignedShort();
    int components = markers.unsignedByte();
    return new JpegHeader(process, precision, rows, columns, components, transform);
  }

  private static boolean holds(ByteBuffer bytes, int end, String signature) {
    byte[] wanted = signature.getBytes(StandardCharsets.US_ASCII);
    if (end - bytes.position() < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.get(bytes.position() + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Process 14 and its like (annex H), in which decoding is defined to the bit. */
  boolean isLossless() {
    return process == LOSSLESS;
  }

  void requireSame(PixelDescription pixels) throws FrameCodecException {
    new CodedFrame("JPEG stream", rows, columns, components, precision).requireSame(pixels);
  }
}
