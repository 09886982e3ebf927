package vn.lienvien.dicom.vietnamese;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.VR;

/**
 * A text value whose bytes may not be what the data set declares.
 *
 * @param dataset that holds it, an item of a sequence perhaps
 * @param path tags and 0-based item numbers, such as {@code 00400275/0/00400007}
 */
record TextSample(Attributes dataset, int tag, String path) {
  byte[] bytes() {
    return dataset.bytes(tag);
  }

  VR vr() {
    return dataset.vr(tag);
  }

  boolean isName() {
    return vr() == VR.PN;
  }
}
