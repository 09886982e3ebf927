package vn.lienvien.dicom.vietnamese;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * VNI for Windows: a few letters of their own, and behind a, e, o, u, y, ơ and ư one letter more
 * that stands for circumflex or breve, tone, or both. Letters are named here by what Latin 1 shows.
 */
final class VniText {
  private static final String MARKS = "ùøûõïâáàåãäêéèúüë";

  /** In the order of {@link #MARKS}: tone alone, circumflex and tone, breve and tone. */
  private static final String[] COMBINING = {
    "\u0301",
    "\u0300",
    "\u0309",
    "\u0303",
    "\u0323",
    "\u0302",
    "\u0302\u0301",
    "\u0302\u0300",
    "\u0302\u0309",
    "\u0302\u0303",
    "\u0302\u0323",
    "\u0306",
    "\u0306\u0301",
    "\u0306\u0300",
    "\u0306\u0309",
    "\u0306\u0303",
    "\u0306\u0323"
  };

  private static final int FIRST_CIRCUMFLEX = 5;
  private static final int FIRST_BREVE = 11;

  private static final Map<Character, Character> LETTERS =
      new HashMap<>(
          Map.of(
              'í', 'í', 'ì', 'ì', 'æ', 'ỉ', 'ó', 'ĩ', 'ò', 'ị', 'ô', 'ơ', 'ö', 'ư', 'î', 'ỵ', 'ñ',
              'đ'));

  static {
    for (Map.Entry<Character, Character> small : Map.copyOf(LETTERS).entrySet()) {
      LETTERS.put(capital(small.getKey()), capital(small.getValue()));
    }
  }

  private VniText() {}

  /** The text with combining marks; empty where a mark stands behind no letter of its own. */
  static Optional<String> decode(byte[] bytes) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder(latin.length());
    for (int i = 0; i < latin.length(); i++) {
      char c = latin.charAt(i);
      int mark = MARKS.indexOf(Character.toLowerCase(c));
      if (c < 0x80) {
        text.append(c);
      } else if (LETTERS.containsKey(c)) {
        text.append(LETTERS.get(c));
      } else if (mark >= 0 && !text.isEmpty() && takes(text.charAt(text.length() - 1), mark)) {
        text.append(COMBINING[mark]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  private static boolean takes(char letter, int mark) {
    char small = Character.toLowerCase(letter);
    if (mark >= FIRST_BREVE) {
      return small == 'a';
    }
    String bases = mark >= FIRST_CIRCUMFLEX ? "aeo" : "aeouyơư";
    return bases.indexOf(small) >= 0;
  }

  private static char capital(char small) {
    return String.valueOf(small).toUpperCase(Locale.ROOT).charAt(0);
  }
}
