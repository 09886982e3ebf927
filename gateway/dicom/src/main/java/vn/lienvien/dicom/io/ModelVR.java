package vn.lienvien.dicom.io;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/** How VRs stand in the JSON and XML models (PS3.18 F.2.3, PS3.19 A.1). */
final class ModelVR {
  private ModelVR() {}

  /** Readers expect the VR of the dictionary where a file says UN of a standard element. */
  static VR of(Attributes dataset, int tag) {
    VR vr = dataset.vr(tag);
    VR dictionary = vr == VR.UN ? ElementDictionary.vrOf(tag) : vr;
    return dictionary == VR.SQ ? vr : dictionary;
  }

  /** Whether a value is Base64 or a reference, never text. */
  static boolean isInline(VR vr) {
    return switch (vr) {
      case OB, OD, OF, OL, OV, OW, UN -> true;
      default -> false;
    };
  }
}
