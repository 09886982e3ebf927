package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

/** A data set as text, one element a line in the manner of {@code dcmdump}. */
final class DatasetText {
  private static final int LONGEST_VALUE = 96;
  private static final int BYTES_SHOWN = 24;

  private DatasetText() {}

  static List<String> lines(Attributes dataset) {
    List<String> lines = new ArrayList<>();
    append(lines, dataset, "");
    return lines;
  }

  private static void append(List<String> lines, Attributes dataset, String indent) {
    for (int tag : dataset.tags()) {
      VR vr = dataset.vr(tag);
      String name = ElementDictionary.keywordOf(tag).orElse("?");
      if (vr == VR.SQ) {
        List<Attributes> items = dataset.items(tag);
        lines.add("%s%s SQ %d item(s)  %s".formatted(indent, tagText(tag), items.size(), name));
        for (Attributes item : items) {
          lines.add(indent + "  item");
          append(lines, item, indent + "    ");
        }
      } else {
        lines.add(
            "%s%s %s [%s] #%d  %s"
                .formatted(
                    indent, tagText(tag), vr, value(dataset, tag, vr), length(dataset, tag), name));
      }
    }
  }

  static String tagText(int tag) {
    return "(%04x,%04x)".formatted(tag >>> 16, tag & 0xffff);
  }

  static int length(Attributes dataset, int tag) {
    return dataset.isFragments(tag) ? -1 : dataset.bytes(tag).length;
  }

  static String value(Attributes dataset, int tag, VR vr) {
    if (dataset.isFragments(tag)) {
      return dataset.fragments(tag).size() + " fragments";
    }
    String text =
        switch (vr) {
          case UI -> uids(dataset.strings(tag));
          case OB, OW, OD, OF, OL, OV, UN -> hex(dataset.bytes(tag));
          default -> String.join("\\", dataset.strings(tag));
        };
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }

  private static String uids(List<String> uids) {
    List<String> named = new ArrayList<>();
    for (String uid : uids) {
      named.add(UID.nameOf(uid).equals(uid) ? uid : uid + " = " + UID.nameOf(uid));
    }
    return String.join("\\", named);
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, BYTES_SHOWN); i++) {
      text.append(i == 0 ? "" : "\\").append("%02x".formatted(bytes[i]));
    }
    return bytes.length > BYTES_SHOWN ? text + "…" : text.toString();
  }
}
