package vn.lienvien.dicom.io;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.SpecificCharacterSet;
import vn.lienvien.dicom.data.VR;

/** How VRs stand in the JSON and XML models (PS3.18 F.2.3, PS3.19 A.1). */
final class ModelVR {
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

  private ModelVR() {}

  /**
   * Readers expect the VR of the dictionary where a file says UN of a standard element; where the
   * bytes cannot be that, they stay what they are.
   */
  static VR of(Attributes dataset, int tag) {
    VR vr = dataset.vr(tag);
    if (vr != VR.UN) {
      return vr;
    }
    VR dictionary = ElementDictionary.vrOf(tag);
    return dictionary != VR.SQ && canBe(dictionary, dataset, tag) ? dictionary : VR.UN;
  }

  private static boolean canBe(VR vr, Attributes dataset, int tag) {
    if (!vr.isText()) {
      return true;
    }
    byte[] bytes = withoutPadding(dataset.bytes(tag));
    return vr.isCharsetDependent()
        ? dataset.charset() != SpecificCharacterSet.DEFAULT || isSevenBit(bytes)
        : isPrintable(bytes);
  }

  /**
   * The values as text. Where only ASCII may stand, whatever else stands there is shown as a
   * question mark: U+FFFD, which stands for it elsewhere, is no ASCII either. Of a person's name
   * the groups that the models know; none at all is no value.
   */
  static List<String> strings(Attributes dataset, int tag, VR vr) {
    List<String> values = dataset.strings(tag);
    if (vr == VR.PN) {
      List<String> names = values.stream().map(ModelElements::knownGroups).toList();
      return names.equals(List.of("")) ? List.of() : names;
    }
    boolean asTheyAre = !isAsciiOnly(vr) || isPrintable(dataset.bytes(tag));
    return asTheyAre ? values : values.stream().map(ModelVR::printable).toList();
  }

  private static boolean isAsciiOnly(VR vr) {
    return vr.isText() && !vr.isCharsetDependent();
  }

  private static String printable(String value) {
    return NOT_PRINTABLE.matcher(value).replaceAll("?");
  }

  private static byte[] withoutPadding(byte[] bytes) {
    int last = bytes.length - 1;
    return last >= 0 && bytes[last] == 0 ? Arrays.copyOf(bytes, last) : bytes;
  }

  static boolean isSevenBit(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(byte[] bytes) {
    for (byte b : bytes) {
      if (b < ' ' || b > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether a value is Base64 or a reference, never text. */
  static boolean isInline(VR vr) {
    return switch (vr) {
      case OB, OD, OF, OL, OV, OW, UN -> true;
      default -> false;
    };
  }
}
