package vn.lienvien.store;

import java.util.List;
import java.util.regex.Pattern;
import vn.lienvien.archive.Folding;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/**
 * Attribute matching of PS3.4 C.2.2.2 on worklist items in memory: single value, list of UID,
 * wildcard, range, sequence; names without marks and case.
 */
final class WorklistMatching {
  private WorklistMatching() {}

  static boolean matches(Attributes item, Attributes keys) {
    for (int tag : keys.tags()) {
      boolean asked = tag != Tag.SpecificCharacterSet && (tag & 0xFFFF) != 0;
      if (asked && !matches(item, keys, tag)) {
        return false;
      }
    }
    return true;
  }

  /** The item as the keys ask for it: all of them, and nothing else. */
  static Attributes answer(Attributes item, Attributes keys) {
    Attributes answer = new Attributes();
    for (int tag : keys.tags()) {
      if ((tag & 0xFFFF) == 0 || tag == Tag.SpecificCharacterSet) {
        continue;
      }
      if (keys.vr(tag) == VR.SQ && !keys.items(tag).isEmpty() && !item.items(tag).isEmpty()) {
        Attributes wanted = keys.items(tag).getFirst();
        answer.setItems(
            tag, item.items(tag).stream().map(i -> answer(i, wanted)).toArray(Attributes[]::new));
      } else if (item.contains(tag)) {
        answer.putAll(item.subset(tag));
      } else {
        answer.setEmpty(tag);
      }
    }
    return answer;
  }

  private static boolean matches(Attributes item, Attributes keys, int tag) {
    if (keys.vr(tag) == VR.SQ) {
      List<Attributes> wanted = keys.items(tag);
      return wanted.isEmpty()
          || wanted.getFirst().isEmpty()
          || item.items(tag).stream().anyMatch(each -> matches(each, wanted.getFirst()));
    }
    List<String> wanted = keys.strings(tag).stream().filter(text -> !text.isEmpty()).toList();
    if (wanted.isEmpty()) {
      return true; // universal matching
    }
    String value = item.string(tag, "");
    return wanted.stream().anyMatch(key -> matches(keys.vr(tag), value, key));
  }

  private static boolean matches(VR vr, String value, String key) {
    return switch (vr) {
      case DA, TM, DT -> inRange(value, key);
      case UI -> value.equals(key);
      case PN -> wildcard(Folding.foldName(key)).matcher(Folding.foldName(value)).matches();
      default -> wildcard(key).matcher(value).matches();
    };
  }

  private static boolean inRange(String value, String key) {
    int dash = key.indexOf('-');
    if (dash < 0) {
      return value.startsWith(key) || key.startsWith(value) && !value.isEmpty();
    }
    String from = key.substring(0, dash);
    String to = key.substring(dash + 1);
    return !value.isEmpty()
        && value.compareTo(from) >= 0
        && (to.isEmpty() || value.compareTo(to) <= 0 || value.startsWith(to));
  }

  private static Pattern wildcard(String key) {
    StringBuilder pattern = new StringBuilder();
    for (char c : key.toCharArray()) {
      switch (c) {
        case '*' -> pattern.append(".*");
        case '?' -> pattern.append('.');
        default -> pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
