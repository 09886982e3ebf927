package vn.lienvien.dicom.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits, trims and joins the values of text elements (PS3.5 6.2). */
final class TextValues {
  private TextValues() {}

  /** The values of an element's text; none where it is empty. */
  static List<String> split(String text, VR vr) {
    String unpadded = trimEnd(text);
    if (unpadded.isEmpty()) {
      return List.of();
    }
    if (!vr.isMultiValued()) {
      return List.of(unpadded);
    }
    List<String> values = new ArrayList<>(1);
    int start = 0;
    for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
      values.add(trim(text.substring(start, end), vr));
      start = end + 1;
    }
    values.add(trim(text.substring(start), vr));
    return List.copyOf(values);
  }

  /** The bytes, made even as they will stand in a file. */
  static byte[] padded(byte[] text, VR vr) {
    if ((text.length & 1) == 0) {
      return text;
    }
    byte[] even = Arrays.copyOf(text, text.length + 1);
    even[text.length] = vr.padding();
    return even;
  }

  /**
   * The integer of an IS, or of a DS without a fraction; else a NumberFormat- or
   * ArithmeticException.
   */
  static long integer(String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return new BigDecimal(plain).longValueExact();
  }

  private static String trim(String value, VR vr) {
    String unpadded = trimEnd(value);
    return vr.isTrimmedAtStart() ? trimStart(unpadded) : unpadded;
  }

  /** Spaces only (PS3.5 6.2): control characters are white to Java, but part of the value here. */
  private static String trimStart(String value) {
    int start = 0;
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    return value.substring(start);
  }

  /** NUL is the padding of UI, and of many a careless writer elsewhere. */
  private static String trimEnd(String value) {
    int end = value.length();
    while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == 0)) {
      end--;
    }
    return value.substring(0, end);
  }
}
