package vn.lienvien.hl7;

import java.util.regex.Pattern;

/**
 * The MSH segment as far as it can be read, even of a message that cannot be parsed: an
 * acknowledgement must name the message it answers (HL7 v2.5.1 §2.9.2).
 */
final class MessageHeader {
  private static final Pattern SEGMENT_END = Pattern.compile("[\r\n]");

  private final String[] fields;
  private final String componentSeparator;

  private MessageHeader(String[] fields, String componentSeparator) {
    this.fields = fields;
    this.componentSeparator = componentSeparator;
  }

  /** The header of a text; every field of a text without MSH is empty. */
  static MessageHeader of(String text) {
    String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (start.length() < 8 || !start.startsWith("MSH")) {
      return new MessageHeader(new String[0], "^");
    }
    String segment = SEGMENT_END.split(start, 2)[0];
    String separator = segment.substring(3, 4);
    return new MessageHeader(
        segment.split(Pattern.quote(separator), -1), Pattern.quote(segment.substring(4, 5)));
  }

  boolean isPresent() {
    return fields.length > 0;
  }

  /**
   * First component of a field, empty when absent.
   *
   * @param number as in MSH-n; MSH-1 is the separator, so that MSH-n is part n-1 of the split text
   */
  String field(int number) {
    return component(number, 1);
  }

  /** One component of a field, both counted from 1. */
  String component(int number, int component) {
    if (number - 1 >= fields.length) {
      return "";
    }
    String[] parts = fields[number - 1].split(componentSeparator, -1);
    return component > parts.length ? "" : parts[component - 1].strip();
  }

  String messageControlID() {
    return field(10);
  }

  /** MSH-3 and MSH-4: who numbers the messages; empty when neither is given. */
  String sender() {
    return field(3).isEmpty() && field(4).isEmpty() ? "" : field(3) + "|" + field(4);
  }

  String version() {
    return field(12);
  }
}
