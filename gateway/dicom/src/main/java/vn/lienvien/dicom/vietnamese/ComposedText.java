package vn.lienvien.dicom.vietnamese;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.VR;

/** Text in NFC: Vietnamese that was typed on some systems comes with its marks apart. */
public final class ComposedText {
  private ComposedText() {}

  /** The data set itself where its text is composed already; else a copy in which it is. */
  public static Attributes of(Attributes dataset) {
    if (!dataset.charset().isUnicode() || isComposed(dataset)) {
      return dataset;
    }
    Attributes copy = dataset.copy();
    compose(copy);
    return copy;
  }

  private static boolean isComposed(Attributes dataset) {
    for (int tag : dataset.tags()) {
      boolean apart = dataset.vr(tag) != VR.SQ && isText(dataset, tag) && !isNfc(dataset, tag);
      if (apart || !dataset.items(tag).stream().allMatch(ComposedText::isComposed)) {
        return false;
      }
    }
    return true;
  }

  private static void compose(Attributes dataset) {
    for (int tag : dataset.tags()) {
      dataset.items(tag).forEach(ComposedText::compose);
      if (dataset.vr(tag) != VR.SQ && isText(dataset, tag) && !isNfc(dataset, tag)) {
        String text = Normalizer.normalize(text(dataset, tag), Normalizer.Form.NFC);
        dataset.set(tag, dataset.vr(tag), text);
      }
    }
  }

  private static boolean isText(Attributes dataset, int tag) {
    return dataset.vr(tag).isCharsetDependent() && dataset.charset().isUnicode();
  }

  private static boolean isNfc(Attributes dataset, int tag) {
    return Normalizer.isNormalized(text(dataset, tag), Normalizer.Form.NFC);
  }

  private static String text(Attributes dataset, int tag) {
    return new String(dataset.bytes(tag), StandardCharsets.UTF_8);
  }
}
