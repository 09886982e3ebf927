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

  /** Char of XML 1.0, 2.2. */
  private static boolean isCharacter(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c >= 0x20 && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
