package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * The two attributes that say how the samples of encoded frames stand (PS3.3 C.7.6.3.1.2 and
 * C.7.6.3.1.3, PS3.5 8.2); whatever already says so is not touched.
 */
final class EncodedColor {
  private EncodedColor() {}

  static void set(Attributes dataset, int samplesPerPixel, String photometricInterpretation) {
    if (!dataset.string(Tag.PhotometricInterpretation, "").equals(photometricInterpretation)) {
      dataset.set(Tag.PhotometricInterpretation, photometricInterpretation);
    }
    if (samplesPerPixel > 1) {
      dataset.setIntegers(Tag.PlanarConfiguration, 0);
    }
  }
}
