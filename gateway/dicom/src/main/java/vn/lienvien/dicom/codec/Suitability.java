package vn.lienvien.dicom.codec;

import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/** Whether frames can be compressed at all, and how many bits of a cell must survive. */
final class Suitability {
  private Suitability() {}

  /**
   * @throws FrameCodecException UNSUPPORTED with the reason when the frames are left as they are
   */
  static void require(DicomFile file, Frames frames) throws FrameCodecException {
    PixelDescription pixels = frames.decodedDescription();
    PixelData value = file.pixelData().orElseThrow();
    if (value.tag() != Tag.PixelData) {
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
    if (value instanceof NativePixelData whole
        && whole.length() > NativeFrameSource.expectedBytes(pixels) + 1) {
      throw FrameCodecException.unsupported("bytes behind the last frame");
    }
    requireNoEmbeddedOverlay(file.dataset());
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
   * Bits Stored where no bit above them says anything, else Bits Allocated: overlays of old,
   * padding values and plain mistakes live there, and fewer bits would drop them.
   */
  static int precision(Frames frames, FrameCodecPool pool) throws IOException {
    PixelDescription pixels = frames.description();
    boolean narrow =
        pixels.bitsStored() < pixels.bitsAllocated() && pixels.highBit() == pixels.bitsStored() - 1;
    if (!narrow) {
      return pixels.bitsAllocated();
    }
    boolean[] extend = {true};
    pool.inOrder(
        frames.count(),
        frameIndex -> SampleCells.isExtended(frames.decodedHere(frameIndex), pixels),
        extended -> extend[0] &= extended);
    return extend[0] ? pixels.bitsStored() : pixels.bitsAllocated();
  }
}
