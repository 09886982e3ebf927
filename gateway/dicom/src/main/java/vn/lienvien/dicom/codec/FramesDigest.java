package vn.lienvien.dicom.codec;

import java.io.IOException;
import vn.lienvien.dicom.io.DicomFile;

/**
 * The digest by which two sites agree that they hold the same pixels, whatever transfer syntax each
 * has them in. Safe for many threads; reads frame by frame.
 *
 * <p>Each frame is hashed in its decoded form ({@link Frames}): interleaved by pixel, little
 * endian, cells of bitsAllocated with every stored bit, single bits packed from bit 0 of the
 * frame's first byte. YBR_RCT is hashed as the RGB it stands for; every other color space as its
 * own cells, without conversion. {@code FrameHashes} lists the bytes. Sign, stored bits and
 * photometric interpretation are no part of it: they are attributes, not pixels.
 *
 * <p>There is a digest only where the standard defines the decoded cells to the bit: native, RLE,
 * JPEG lossless, reversible JPEG 2000 and HTJ2K. Of lossy frames two decoders make different
 * pixels, and both are right; there the digest of the file must do.
 */
public final class FramesDigest {
  private final FrameCodecPool pool;

  public FramesDigest(FrameCodecPool pool) {
    this.pool = pool;
  }

  /**
   * The digest in lower-case hex; empty where the file has no pixels, or where decoding is not
   * defined to the bit or not known here.
   *
   * @throws FrameCodecException when the pixel data is broken
   */
  public String of(DicomFile file) throws IOException {
    if (file.pixelData().isEmpty()) {
      return "";
    }
    try (Frames frames = Frames.open(file, pool)) {
      return of(frames);
    }
  }

  String of(Frames frames) throws IOException {
    FrameHashes hashes = new FrameHashes(frames.description());
    try {
      pool.inOrder(frames.count(), frameIndex -> hash(frames, frameIndex), hashes::add);
    } catch (InexactFrame e) {
      return "";
    }
    return hashes.hex();
  }

  private static byte[] hash(Frames frames, int frameIndex) throws IOException {
    if (!frames.isExact(frameIndex)) {
      throw new InexactFrame();
    }
    return FrameHashes.of(frames.decodedHere(frameIndex));
  }

  /** Ends the work on a file at its first frame that has no exact decoding. */
  private static final class InexactFrame extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
