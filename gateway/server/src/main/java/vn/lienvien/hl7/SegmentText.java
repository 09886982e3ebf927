package vn.lienvien.hl7;

import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one segment with the usual encoding characters {@code |^~\&} (HL7 v2.5.1 §2.5.4, §2.7).
 * Values are given unescaped. Not thread-safe.
 */
final class SegmentText {
  static final String ENCODING_CHARACTERS = "^~\\&";

  private final String name;
  private final Map<Integer, String> fields = new TreeMap<>();

  SegmentText(String name) {
    this.name = name;
  }

  /** MSH with MSH-1 and MSH-2, which are the separators themselves. */
  static SegmentText header() {
    SegmentText msh = new SegmentText("MSH");
    msh.fields.put(2, ENCODING_CHARACTERS);
    return msh;
  }

  /** Sets a field from its components; trailing empty ones are left out. */
  SegmentText set(int field, String... components) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < components.length; i++) {
      text.append(i == 0 ? "" : "^").append(escape(components[i]));
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '^') {
      end--;
    }
    fields.put(field, text.substring(0, end));
    return this;
  }

  /** Sets a field that already is HL7 text, such as an ERR-2 location. */
  SegmentText setEncoded(int field, String text) {
    fields.put(field, text);
    return this;
  }

  static String escape(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    String text = Normalizer.normalize(value, Normalizer.Form.NFC).replace("\r\n", "\n");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '|' -> out.append("\\F\\");
        case '^' -> out.append("\\S\\");
        case '&' -> out.append("\\T\\");
        case '~' -> out.append("\\R\\");
        case '\\' -> out.append("\\E\\");
        case '\n', '\r' -> out.append("\\.br\\");
        default -> out.append(c < ' ' && c != '\t' ? ' ' : c);
      }
    }
    return out.toString();
  }

  /** The segment with its terminating carriage return. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    int position = name.equals("MSH") ? 1 : 0;
    for (Map.Entry<Integer, String> field : fields.entrySet()) {
      while (position < field.getKey()) {
        text.append('|');
        position++;
      }
      text.append(field.getValue());
    }
    return text.append('\r').toString();
  }
}
