package vn.lienvien.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/** One attribute of the JSON or XML model while it is read; its parts come in any order. */
final class ModelElement {
  VR vr;
  final List<String> values = new ArrayList<>();
  final List<Attributes> items = new ArrayList<>();
  byte @Nullable [] binary;

  ModelElement(VR vr) {
    this.vr = vr;
  }

  /**
   * Sets the element. The models are Unicode whatever they claim, so that the claim is put right.
   *
   * @throws IllegalArgumentException where a value does not fit the VR
   */
  void putInto(Attributes dataset, int tag) {
    byte[] bytes = binary;
    if (tag == Tag.SpecificCharacterSet) {
      dataset.set(tag, "ISO_IR 192");
    } else if (vr == VR.SQ) {
      dataset.setItems(tag, items.toArray(Attributes[]::new));
    } else if (bytes != null) {
      requireAscii(bytes);
      dataset.setBytes(tag, vr, bytes);
    } else if (values.isEmpty()) {
      dataset.setBytes(tag, vr, new byte[0]);
    } else {
      dataset.set(tag, vr, values.toArray(String[]::new));
    }
  }

  /** Binary under a VR of plain text, such as UI, must be what that VR can hold. */
  private void requireAscii(byte[] bytes) {
    if (vr.isText() && !vr.isCharsetDependent()) {
      for (byte b : bytes) {
        if (b < 0) {
          throw new IllegalArgumentException(vr + " holds ASCII only");
        }
      }
    }
  }
}
