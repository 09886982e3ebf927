package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.Writer;

/** Text inside XML 1.0: markup escaped, and what no document may hold replaced by U+FFFD. */
final class XmlText {
  private XmlText() {}

  static void write(Writer out, String text) throws IOException {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        // a reader would make a line feed of the first, and blanks of all three in an attribute
        case '\r', '\n', '\t' -> out.write("&#" + c + ";");
        default -> out.write(isCharacter(c) ? Character.toString(c) : "\uFFFD");
      }
      at += Character.charCount(c);
    }
  }

  /** With a question mark for each character that no document may hold. */
  static String questioned(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> isCharacter(c) ? c : '?').forEach(out::appendCodePoint);
    return out.toString();
  }

  /** Char of XML 1.0, 2.2. */
  private static boolean isCharacter(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean space = c == '\t' || c == '\n' || c == '\r';
    return (c >= 0x20 || space) && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
