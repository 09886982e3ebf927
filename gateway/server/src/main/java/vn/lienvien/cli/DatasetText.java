package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

/**
 * A data set as text, one element a line in the manner of {@code dcmdump}.
 *
 * @param wanted the only tags that are shown, wherever they are; empty for all
 * @param longestValue characters that are shown of a value
 */
record DatasetText(List<Integer> wanted, int longestValue) {
  static final int LONGEST_VALUE = 96;
  private static final HexFormat HEX = HexFormat.of();

  /** Everything, values cut to a line. */
  static final DatasetText WHOLE = new DatasetText(List.of(), LONGEST_VALUE);

  List<String> lines(Attributes dataset) {
    List<String> lines = new ArrayList<>();
    append(lines, dataset, "");
    return lines;
  }

  boolean isWanted(int tag) {
    return wanted.isEmpty() || wanted.contains(tag);
  }

  private void append(List<String> lines, Attributes dataset, String indent) {
    for (int tag : dataset.tags()) {
      VR vr = dataset.vr(tag);
      if (!isWanted(tag)) {
        dataset.items(tag).forEach(item -> append(lines, item, indent));
        continue;
      }
      String name = ElementDictionary.keywordOf(tag).orElse("?");
      if (vr == VR.SQ) {
        List<Attributes> items = dataset.items(tag);
        lines.add("%s%s SQ %d item(s)  %s".formatted(indent, tagText(tag), items.size(), name));
        for (Attributes item : items) {
          lines.add(indent + "  item");
          WHOLE.withLongest(longestValue).append(lines, item, indent + "    ");
        }
      } else {
        lines.add(
            "%s%s %s [%s] #%d  %s"
                .formatted(
                    indent, tagText(tag), vr, value(dataset, tag, vr), length(dataset, tag), name));
      }
    }
  }

  private DatasetText withLongest(int characters) {
    return new DatasetText(wanted, characters);
  }

  static String tagText(int tag) {
    return "(%04x,%04x)".formatted(tag >>> 16, tag & 0xffff);
  }

  static int length(Attributes dataset, int tag) {
    return dataset.isFragments(tag) ? -1 : dataset.bytes(tag).length;
  }

  String value(Attributes dataset, int tag, VR vr) {
    if (dataset.isFragments(tag)) {
      return dataset.fragments(tag).size() + " fragments";
    }
    String text =
        switch (vr) {
          case UI -> uids(dataset.strings(tag));
          case OB, OW, OD, OF, OL, OV, UN -> hex(dataset.bytes(tag));
          default -> String.join("\\", dataset.strings(tag));
        };
    return text.length() <= longestValue ? text : text.substring(0, longestValue - 1) + "…";
  }

  private static String uids(List<String> uids) {
    List<String> named = new ArrayList<>();
    for (String uid : uids) {
      named.add(UID.nameOf(uid).equals(uid) ? uid : uid + " = " + UID.nameOf(uid));
    }
    return String.join("\\", named);
  }

  private String hex(byte[] bytes) {
    int shown = Math.min(bytes.length, longestValue / 3);
    StringBuilder text = new StringBuilder(shown * 3 + 1);
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : "\\").append(HEX.toHexDigits(bytes[i]));
    }
    return bytes.length > shown ? text + "…" : text.toString();
  }
}
