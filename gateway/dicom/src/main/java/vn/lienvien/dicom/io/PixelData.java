package vn.lienvien.dicom.io;

import vn.lienvien.dicom.data.VR;

/**
 * Where the pixel value of a data set is: (7FE0,0010), (7FE0,0008) or (7FE0,0009). Offsets are
 * absolute in {@link DicomFile#openPixels()}, which is the file itself unless it is deflated.
 */
public sealed interface PixelData permits NativePixelData, EncapsulatedPixelData {
  int tag();

  VR vr();
}
