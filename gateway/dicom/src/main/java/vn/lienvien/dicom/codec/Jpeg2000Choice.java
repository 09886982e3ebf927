package vn.lienvien.dicom.codec;

import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.NativePixelData;

/**
 * Whether and how native frames can be JPEG 2000 without losing a bit of any cell (PS3.5 8.2.4).
 */
final class Jpeg2000Choice {
  /** OpenJPEG's coder keeps six fraction bits in an int: more than this comes back wrong. */
  private static final int MAX_PRECISION = 24;

  private Jpeg2000Choice() {}

  /**
   * @throws FrameCodecException UNSUPPORTED with the reason when the frames are left as they are
   */
  static Jpeg2000Format formatFor(DicomFile file, Frames frames, FrameCodecPool pool)
      throws IOException {
    PixelDescription pixels = frames.description();
    requireSuitable(pixels, file);
    requireNoEmbeddedOverlay(file.dataset());
    int precision = pixels.bitsAllocated();
    boolean narrow =
        pixels.bitsStored() < pixels.bitsAllocated() && pixels.highBit() == pixels.bitsStored() - 1;
    if (narrow && unusedBitsOnlyExtend(frames, pool)) {
      precision = pixels.bitsStored();
    }
    if (precision > MAX_PRECISION) {
      throw FrameCodecException.unsupported(precision + " bits a sample");
    }
    return new Jpeg2000Format(
        pixels.rows(),
        pixels.columns(),
        pixels.samplesPerPixel(),
        pixels.bitsAllocated(),
        precision,
        pixels.signed(),
        pixels.photometricInterpretation().equals("RGB"));
  }

  private static void requireSuitable(PixelDescription pixels, DicomFile file)
      throws FrameCodecException {
    if (!(file.pixelData().orElse(null) instanceof NativePixelData value)
        || value.tag() != Tag.PixelData) {
      throw FrameCodecException.unsupported("floating point pixels");
    }
    if (pixels.bitsAllocated() == 1 || pixels.bitsAllocated() == Long.SIZE) {
      throw FrameCodecException.unsupported(pixels.bitsAllocated() + " bits allocated");
    }
    if (pixels.samplesPerPixel() != 1 && pixels.samplesPerPixel() != 3) {
      throw FrameCodecException.unsupported(pixels.samplesPerPixel() + " samples per pixel");
    }
    if (pixels.isSubsampled() || pixels.photometricInterpretation().startsWith("YBR_PARTIAL")) {
      throw FrameCodecException.unsupported(
          "native " + pixels.photometricInterpretation() + " shares chroma between pixels");
    }
    // One byte more is the padding to an even length; more than that belongs to no frame and would
    // be lost.
    if (value.length() > NativeFrameSource.expectedBytes(pixels) + 1) {
      throw FrameCodecException.unsupported("bytes behind the last frame");
    }
  }

  /**
   * Overlays in unused bits of the cells are for native pixels only (PS3.5 8.1.2), and toolkits
   * fail on them elsewhere: such images stay native rather than that a receiver loses the overlay.
   */
  private static void requireNoEmbeddedOverlay(Attributes dataset) throws FrameCodecException {
    for (int group = 0x6000; group <= 0x601E; group += 2) {
      int bitPosition = group << 16 | Tag.OverlayBitPosition & 0xFFFF;
      if (dataset.integer(bitPosition, 0) != 0) {
        throw FrameCodecException.unsupported("an overlay in unused bits of the pixels");
      }
    }
  }

  /**
   * Whether no bit above Bits Stored says anything: overlays of old, padding values and plain
   * mistakes live there, and a codestream of fewer bits would drop them.
   */
  private static boolean unusedBitsOnlyExtend(Frames frames, FrameCodecPool pool)
      throws IOException {
    boolean[] extend = {true};
    pool.inOrder(
        frames.count(),
        frameIndex -> SampleCells.isExtended(frames.decodedHere(frameIndex), frames.description()),
        extended -> extend[0] &= extended);
    return extend[0];
  }
}
