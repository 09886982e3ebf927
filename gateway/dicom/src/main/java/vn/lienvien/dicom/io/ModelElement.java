package vn.lienvien.dicom.io;

import java.nio.charset.StandardCharsets;
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
      putBinary(dataset, tag, bytes);
    } else if (values.isEmpty()) {
      dataset.setBytes(tag, vr, new byte[0]);
    } else {
      dataset.set(tag, vr, values.toArray(String[]::new));
    }
  }

  /** Binary under a VR of text must be text: plain where that VR is, Unicode elsewhere. */
  private void putBinary(Attributes dataset, int tag, byte[] bytes) {
    if (!vr.isText() || ModelVR.isSevenBit(bytes)) {
      dataset.setBytes(tag, vr, bytes);
    } else if (vr.isCharsetDependent()) {
      dataset.set(tag, vr, new String(bytes, StandardCharsets.UTF_8));
    } else {
      throw new IllegalArgumentException(vr + " holds ASCII only");
    }
  }
}
