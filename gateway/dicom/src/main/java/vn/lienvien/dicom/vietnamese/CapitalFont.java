package vn.lienvien.dicom.vietnamese;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ABC fonts have no capitals with tones: a name in capitals is written with small letters under
 * a font of capitals (.VnTimeH), and only its plain letters are capitals in the bytes.
 */
final class CapitalFont {
  private static final Pattern TWO_CAPITALS = Pattern.compile("[A-Z]{2}");
  private static final Pattern SMALL = Pattern.compile("[a-z]");

  private CapitalFont() {}

  /** The text in capitals where its plain letters all are. */
  static String restored(String text) {
    boolean capitals = TWO_CAPITALS.matcher(text).find() && !SMALL.matcher(text).find();
    return capitals ? text.toUpperCase(Locale.ROOT) : text;
  }
}
