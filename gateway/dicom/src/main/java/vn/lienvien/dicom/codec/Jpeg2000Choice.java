package vn.lienvien.dicom.codec;

import java.io.IOException;
import vn.lienvien.dicom.io.DicomFile;

/** How decoded frames become JPEG 2000 without losing a bit of any cell (PS3.5 8.2.4). */
final class Jpeg2000Choice {
  /** OpenJPEG's coder keeps six fraction bits in an int: more than this comes back wrong. */
  private static final int MAX_PRECISION = 24;

  private Jpeg2000Choice() {}

  /**
   * @throws FrameCodecException UNSUPPORTED with the reason when the frames are left as they are
   */
  static Jpeg2000Format formatFor(DicomFile file, Frames frames, FrameCodecPool pool)
      throws IOException {
    Suitability.require(file, frames);
    return format(frames.decodedDescription(), Suitability.precision(frames, pool));
  }

  static Jpeg2000Format format(PixelDescription pixels, int precision) throws FrameCodecException {
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
}
