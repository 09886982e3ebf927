package vn.lienvien.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.PixelData;

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

  /** The data set of a file, with its pixel value where it stands among the elements. */
  List<String> lines(DicomFile file) throws IOException {
    List<String> lines = new ArrayList<>();
    PixelData pending = file.pixelData().filter(pixels -> isWanted(pixels.tag())).orElse(null);
    for (int tag : file.dataset().tags()) {
      if (pending != null && Integer.compareUnsigned(tag, pending.tag()) > 0) {
        lines.addAll(new PixelText(file, longestValue).lines(pending));
        pending = null;
      }
      append(lines, file.dataset(), tag, "");
    }
    if (pending != null) {
      lines.addAll(new PixelText(file, longestValue).lines(pending));
    }
    return lines;
  }

  boolean isWanted(int tag) {
    return wanted.isEmpty() || wanted.contains(tag);
  }

  private void append(List<String> lines, Attributes dataset, String indent) {
    for (int tag : dataset.tags()) {
      append(lines, dataset, tag, indent);
    }
  }

  private void append(List<String> lines, Attributes dataset, int tag, String indent) {
    VR vr = dataset.vr(tag);
    if (!isWanted(tag)) {
      dataset.items(tag).forEach(item -> append(lines, item, indent));
    } else if (vr == VR.SQ) {
      List<Attributes> items = dataset.items(tag);
      lines.add("%s%s SQ %d item(s)  %s".formatted(indent, tagText(tag), items.size(), name(tag)));
      for (Attributes item : items) {
        lines.add(indent + "  item");
        new DatasetText(List.of(), longestValue).append(lines, item, indent + "    ");
      }
    } else {
      String value = value(dataset, tag, vr);
      lines.add(
          "%s%s %s [%s] #%d  %s"
              .formatted(indent, tagText(tag), vr, value, length(dataset, tag), name(tag)));
    }
  }

  static String tagText(int tag) {
    return "(%04x,%04x)".formatted(tag >>> 16, tag & 0xffff);
  }

  /** The keyword, or what a tag without one is for (PS3.5 7.2, 7.8.1). */
  static String name(int tag) {
    int element = tag & 0xFFFF;
    boolean odd = (tag & 0x10000) != 0;
    return ElementDictionary.keywordOf(tag)
        .orElseGet(() -> {
          if (element == 0) {
            return "GroupLength";
          }
          return !odd
              ? "Unknown"
              : element >= 0x10 && element <= 0xFF ? "PrivateCreator" : "Private";
        });
  }

  /** Bytes of a value, of all its fragments where it has some. */
  static long length(Attributes dataset, int tag) {
    return dataset.isFragments(tag)
        ? dataset.fragments(tag).stream().mapToLong(fragment -> fragment.length).sum()
        : dataset.bytes(tag).length;
  }

  String value(Attributes dataset, int tag, VR vr) {
    if (dataset.isFragments(tag)) {
      return dataset.fragments(tag).size() + " fragments";
    }
    return switch (vr) {
      case OB, OW, OD, OF, OL, OV, UN -> {
        byte[] bytes = dataset.bytes(tag);
        yield hex(bytes, Math.min(bytes.length, longestValue / 3), bytes.length);
      }
      case UI -> cut(printable(uids(dataset.strings(tag))), longestValue);
      case AT -> cut(tags(dataset.strings(tag)), longestValue);
      default -> cut(printable(String.join("\\", dataset.strings(tag))), longestValue);
    };
  }

  /**
   * The text on one line and without power over a terminal: control characters, which a hostile
   * file may hold, in their hexadecimal form.
   */
  static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        default -> {
          if (Character.isISOControl(c)) {
            shown.append("\\x").append(HEX.toHexDigits((byte) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.toString();
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static String uids(List<String> uids) {
    List<String> named = new ArrayList<>();
    for (String uid : uids) {
      named.add(UID.nameOf(uid).equals(uid) ? uid : uid + " = " + UID.nameOf(uid));
    }
    return String.join("\\", named);
  }

  private static String tags(List<String> tags) {
    return String.join(
        "\\", tags.stream().map(tag -> tagText(Integer.parseUnsignedInt(tag, 16))).toList());
  }

  /**
   * The first of some bytes.
   *
   * @param length of the value that they begin
   */
  static String hex(byte[] bytes, int shown, long length) {
    StringBuilder text = new StringBuilder(shown * 3 + 1);
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : "\\").append(HEX.toHexDigits(bytes[i]));
    }
    return length > shown ? text + "…" : text.toString();
  }
}
