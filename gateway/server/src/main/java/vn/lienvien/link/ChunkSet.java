package vn.lienvien.link;

import java.util.BitSet;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chunk numbers as text: {@code 0-11,15}, ascending; empty text for none. */
final class ChunkSet {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  private ChunkSet() {}

  static String text(BitSet chunks) {
    StringJoiner text = new StringJoiner(",");
    for (int from = chunks.nextSetBit(0); from >= 0; ) {
      int last = chunks.nextClearBit(from) - 1;
      text.add(last == from ? String.valueOf(from) : from + "-" + last);
      from = chunks.nextSetBit(last + 1);
    }
    return text.toString();
  }

  /** Reads a set whose numbers are all below {@code count}. */
  static BitSet parse(String text, int count) throws LinkFormatException {
    BitSet chunks = new BitSet();
    if (text.isEmpty()) {
      return chunks;
    }
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw new LinkFormatException("not a set of chunk numbers");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (last < first || last >= count) {
        throw new LinkFormatException("a chunk number that the parcel does not have");
      }
      chunks.set(first, last + 1);
    }
    return chunks;
  }
}
