package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/** Where two data sets differ, element by element and into sequences. */
final class DatasetDifferences {
  /**
   * What an encoding may change without changing the object (PS3.5 8.2.4, PS3.3 C.7.6.3.1); of
   * group lengths, which count encoded bytes, see {@link #isEncoding}.
   */
  private static final Set<Integer> ENCODING =
      Set.of(
          Tag.PhotometricInterpretation,
          Tag.PlanarConfiguration,
          Tag.ExtendedOffsetTable,
          Tag.ExtendedOffsetTableLengths);

  private static final int GROUP_LENGTH = 0;

  /** One side of a difference. */
  record Side(String vr, long length, String value) {
    static final Side ABSENT = new Side("absent", 0, "");
  }

  /**
   * @param path tags from the root, items counted from 1, for example (0008,1140)[2].(0008,1155)
   */
  record Difference(String path, String keyword, Side a, Side b) {
    /** One line; values, which may be a patient's, only when asked for. */
    String line(boolean withValues) {
      String sides = "%s #%d / %s #%d".formatted(a.vr, a.length, b.vr, b.length);
      String values = withValues ? "  [%s] / [%s]".formatted(a.value, b.value) : "";
      return "%s %s  %s%s".formatted(path, keyword, sides, values);
    }
  }

  private final List<Difference> content = new ArrayList<>();
  private final List<Difference> encoding = new ArrayList<>();

  private DatasetDifferences() {}

  static DatasetDifferences of(Attributes a, Attributes b) {
    DatasetDifferences differences = new DatasetDifferences();
    differences.compare(a, b, "");
    return differences;
  }

  /** What makes them two different objects. */
  List<Difference> content() {
    return content;
  }

  /** What only says how the pixels are encoded. */
  List<Difference> encoding() {
    return encoding;
  }

  private void compare(Attributes a, Attributes b, String prefix) {
    Set<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
    Arrays.stream(a.tags()).forEach(tags::add);
    Arrays.stream(b.tags()).forEach(tags::add);
    for (int tag : tags) {
      if (a.subset(tag).equals(b.subset(tag))) {
        continue;
      }
      String path = prefix + DatasetText.tagText(tag);
      List<Attributes> first = a.items(tag);
      List<Attributes> second = b.items(tag);
      if (isSequence(a, tag) && isSequence(b, tag) && first.size() == second.size()) {
        for (int i = 0; i < first.size(); i++) {
          compare(first.get(i), second.get(i), "%s[%d].".formatted(path, i + 1));
        }
        continue;
      }
      String keyword = DatasetText.name(tag);
      (isEncoding(tag, prefix) ? encoding : content)
          .add(new Difference(path, keyword, side(a, tag), side(b, tag)));
    }
  }

  private static boolean isEncoding(int tag, String prefix) {
    return (tag & 0xFFFF) == GROUP_LENGTH || prefix.isEmpty() && ENCODING.contains(tag);
  }

  private static boolean isSequence(Attributes dataset, int tag) {
    return dataset.contains(tag) && dataset.vr(tag) == VR.SQ;
  }

  private static Side side(Attributes dataset, int tag) {
    if (!dataset.contains(tag)) {
      return Side.ABSENT;
    }
    VR vr = dataset.vr(tag);
    if (vr == VR.SQ) {
      return new Side("SQ", dataset.items(tag).size(), "items");
    }
    return new Side(
        vr.toString(), DatasetText.length(dataset, tag), DatasetText.WHOLE.value(dataset, tag, vr));
  }
}
