package vn.lienvien.dicom.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The data dictionary of PS3.6 6 to 9 with repeating groups, read once from {@code dictionary.tsv};
 * immutable, for any thread.
 */
public final class ElementDictionary {
  /**
   * One element.
   *
   * @param tag for repeating groups the first of them
   * @param vr where PS3.6 leaves a choice: US of {@code US or SS}, OW of {@code OB or OW}
   * @param isSignDependent Pixel Representation chooses between US and SS
   * @param vm such as {@code 1}, {@code 2-2n}
   */
  public record Entry(
      int tag,
      VR vr,
      boolean isSignDependent,
      String vm,
      String keyword,
      String name,
      boolean isRetired) {}

  private record Repeating(int mask, int pattern, Entry entry) {}

  private static final Entry[] ENTRIES;
  private static final int[] SORTED_TAGS;
  private static final List<Repeating> REPEATING = new ArrayList<>();
  private static final Map<String, Integer> TAG_BY_KEYWORD = new HashMap<>();

  static {
    List<Entry> plain = new ArrayList<>();
    for (String[] row : TableResource.rows("dictionary.tsv")) {
      read(row, plain);
    }
    ENTRIES = plain.toArray(Entry[]::new);
    SORTED_TAGS = Arrays.stream(ENTRIES).mapToInt(entry -> sortable(entry.tag())).toArray();
  }

  private ElementDictionary() {}

  /** What PS3.6 says of a tag; empty for private and unknown tags. */
  public static Optional<Entry> entryOf(int tag) {
    int index = Arrays.binarySearch(SORTED_TAGS, sortable(tag));
    if (index >= 0) {
      return Optional.of(ENTRIES[index]);
    }
    if ((tag & 0x10000) != 0) {
      return Optional.empty();
    }
    for (Repeating repeating : REPEATING) {
      if ((tag & repeating.mask()) == repeating.pattern()) {
        return Optional.of(repeating.entry());
      }
    }
    return Optional.empty();
  }

  /**
   * The VR of a tag: of PS3.6, else UL for group lengths, LO for private creators, UN for the rest.
   */
  public static VR vrOf(int tag) {
    int index = Arrays.binarySearch(SORTED_TAGS, sortable(tag));
    if (index >= 0) {
      return ENTRIES[index].vr();
    }
    int element = tag & 0xFFFF;
    if (element == 0) {
      return VR.UL;
    }
    if ((tag & 0x10000) != 0) {
      return element >= 0x10 && element <= 0xFF ? VR.LO : VR.UN;
    }
    return entryOf(tag).map(Entry::vr).orElse(VR.UN);
  }

  /** As {@link #vrOf(int)}, with Pixel Representation (0028,0103) choosing between US and SS. */
  public static VR vrOf(int tag, boolean isSigned) {
    VR vr = vrOf(tag);
    boolean choose = isSigned && vr == VR.US;
    return choose && entryOf(tag).map(Entry::isSignDependent).orElse(false) ? VR.SS : vr;
  }

  /**
   * Whether PS3.6 lets an element have a VR: UN always (PS3.5 6.2.2), any where it does not know
   * the tag, and each of its choices where it leaves one.
   */
  public static boolean allows(int tag, VR vr) {
    int index = Arrays.binarySearch(SORTED_TAGS, sortable(tag));
    if (index < 0 || vr == VR.UN) {
      return true;
    }
    Entry entry = ENTRIES[index];
    return switch (vr) {
      case SS -> entry.vr() == VR.SS || entry.isSignDependent();
      case OB -> entry.vr() == VR.OB || entry.vr() == VR.OW;
      case US, OW -> entry.vr() == VR.US || entry.vr() == VR.OW;
      default -> entry.vr() == vr;
    };
  }

  /** The keyword of a tag, such as {@code PatientName}. */
  public static Optional<String> keywordOf(int tag) {
    return entryOf(tag).map(Entry::keyword).filter(keyword -> !keyword.isEmpty());
  }

  /** The tag of a keyword; for repeating groups the first of them. */
  public static OptionalInt tagOf(String keyword) {
    Integer tag = TAG_BY_KEYWORD.get(keyword);
    return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
  }

  /** The value multiplicity of a tag, {@code 1-n} where PS3.6 does not know it. */
  public static String vmOf(int tag) {
    return entryOf(tag).map(Entry::vm).orElse("1-n");
  }

  /** {@code (gggg,eeee)}, as PS3.5 writes tags. */
  public static String toString(int tag) {
    return "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF);
  }

  private static int sortable(int tag) {
    return tag ^ Integer.MIN_VALUE;
  }

  private static void read(String[] row, List<Entry> plain) {
    if (row[1].equals("NONE")) {
      return;
    }
    String pattern = row[0];
    int tag = Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
    boolean signDependent = row[1].startsWith("US or SS");
    Entry entry =
        new Entry(tag, choose(row[1]), signDependent, row[2], row[3], row[4], !row[5].isEmpty());
    if (!entry.keyword().isEmpty()) {
      TAG_BY_KEYWORD.putIfAbsent(entry.keyword(), tag);
    }
    if (pattern.indexOf('x') < 0) {
      plain.add(entry);
    } else {
      String mask = pattern.replaceAll("[^x]", "F").replace('x', '0');
      REPEATING.add(new Repeating(Integer.parseUnsignedInt(mask, 16), tag, entry));
    }
  }

  private static VR choose(String vr) {
    return switch (vr) {
      case "US or SS", "US or SS or OW" -> VR.US;
      case "OB or OW", "US or OW" -> VR.OW;
      default -> VR.valueOf(vr);
    };
  }
}
