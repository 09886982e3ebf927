package vn.lienvien.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the SHA-256 of each frame, so that frames may be hashed at once and none needs the
 * others in memory.
 *
 * <pre>
 * bytes    what is hashed, in this order
 * 18       ASCII "lienvien-frames-1" and a line feed
 * 5 x 4    rows, columns, samplesPerPixel, bitsAllocated, numberOfFrames; unsigned, big endian
 * n x 32   SHA-256 of each decoded frame, in the order of frames
 * </pre>
 */
final class FrameHashes {
  private static final byte[] HEADER = "lienvien-frames-1\n".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest all = sha256();

  FrameHashes(PixelDescription pixels) {
    all.update(HEADER);
    all.update(
        ByteBuffer.allocate(5 * Integer.BYTES)
            .putInt(pixels.rows())
            .putInt(pixels.columns())
            .putInt(pixels.samplesPerPixel())
            .putInt(pixels.bitsAllocated())
            .putInt(pixels.numberOfFrames())
            .flip());
  }

  /** Hash of one decoded frame. */
  static byte[] of(byte[] decodedFrame) {
    return sha256().digest(decodedFrame);
  }

  /** Adds the hash of the next frame. */
  void add(byte[] frameHash) {
    all.update(frameHash);
  }

  /** The digest as lower-case hex; nothing can be added afterwards. */
  String hex() {
    return HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
