package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * What a data set says once its pixels have lost something: that it is derived, from what, how, and
 * by how much (PS3.3 C.7.6.1.1.2, C.7.6.1.1.5, C.12.4.1).
 */
final class LossyAttributes {
  private LossyAttributes() {}

  /**
   * @param ratio bytes of the frames before, over bytes after
   * @param sopInstanceUID the new object's
   */
  static void set(Attributes dataset, String method, double ratio, String sopInstanceUID) {
    Attributes source =
        new Attributes()
            .set(Tag.ReferencedSOPClassUID, dataset.string(Tag.SOPClassUID, ""))
            .set(Tag.ReferencedSOPInstanceUID, dataset.string(Tag.SOPInstanceUID, ""))
            .setItems(
                Tag.PurposeOfReferenceCodeSequence, code("121320", "Uncompressed predecessor"));
    dataset.setItems(Tag.SourceImageSequence, source);
    if (dataset.contains(Tag.SharedFunctionalGroupsSequence)) {
      setReferencedSeries(dataset);
    }
    dataset.setItems(Tag.DerivationCodeSequence, code("113040", "Lossy Compression"));
    dataset.set(Tag.SOPInstanceUID, sopInstanceUID);
    List<String> type = new ArrayList<>(dataset.strings(Tag.ImageType));
    if (type.size() < 2) {
      type = new ArrayList<>(List.of("DERIVED", "PRIMARY"));
    }
    type.set(0, "DERIVED");
    dataset.set(Tag.ImageType, type.toArray(String[]::new));
    dataset.set(Tag.LossyImageCompression, "01");
    append(dataset, Tag.LossyImageCompressionRatio, String.format(Locale.ROOT, "%.2f", ratio));
    append(dataset, Tag.LossyImageCompressionMethod, method);
  }

  /**
   * Enhanced multi-frame images have the Common Instance Reference Module (PS3.3 C.12.2), which
   * names what of the study is referred to.
   */
  private static void setReferencedSeries(Attributes dataset) {
    Attributes instance =
        new Attributes()
            .set(Tag.ReferencedSOPClassUID, dataset.string(Tag.SOPClassUID, ""))
            .set(Tag.ReferencedSOPInstanceUID, dataset.string(Tag.SOPInstanceUID, ""));
    Attributes series =
        new Attributes()
            .set(Tag.SeriesInstanceUID, dataset.string(Tag.SeriesInstanceUID, ""))
            .setItems(Tag.ReferencedInstanceSequence, instance);
    List<Attributes> all = new ArrayList<>(dataset.items(Tag.ReferencedSeriesSequence));
    all.add(series);
    dataset.setItems(Tag.ReferencedSeriesSequence, all.toArray(Attributes[]::new));
  }

  /** Each compression of an image's history adds a value (C.7.6.1.1.5.2). */
  private static void append(Attributes dataset, int tag, String value) {
    List<String> values = new ArrayList<>(dataset.strings(tag));
    values.add(value);
    dataset.set(tag, values.toArray(String[]::new));
  }

  private static Attributes code(String value, String meaning) {
    return new Attributes()
        .set(Tag.CodeValue, value)
        .set(Tag.CodingSchemeDesignator, "DCM")
        .set(Tag.CodeMeaning, meaning);
  }
}
