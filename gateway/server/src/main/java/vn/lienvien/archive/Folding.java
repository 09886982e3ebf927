package vn.lienvien.archive;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as it is matched, never as it is shown: upper case, without marks, Đ and its look-alikes as
 * D, blanks single, so that "nguyen van dung" finds "Nguyễn Văn Dũng".
 */
public final class Folding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Folding() {}

  /** Folds one text; idempotent. U+0110 Đ, U+00D0 Ð and U+0189 Ɖ look alike and are typed alike. */
  public static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    String upper = bare.toUpperCase(Locale.ROOT);
    String latin = upper.replace('\u0110', 'D').replace('\u00D0', 'D').replace('\u0189', 'D');
    return BLANKS.matcher(latin).replaceAll(" ").strip();
  }

  /**
   * Folds a person name (PS3.5 6.2.1): the component delimiter and what names are written with in
   * its place count as a blank, the groups stay.
   */
  public static String foldName(String personName) {
    return fold(personName.replace('^', ' ').replace(',', ' '));
  }
}
