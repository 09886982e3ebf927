package vn.lienvien.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed v2 message as a flat list of segments whatever its version and structure: HIS put
 * segments where no grammar expects them. Values are unescaped, NFC and stripped. Not thread-safe.
 */
final class Hl7Message {
  private static final Pattern LINE_BREAK = Pattern.compile("\\\\\\.(br|sp\\d*)\\\\");
  private static final Pattern FORMATTING = Pattern.compile("\\\\(\\.[a-z]{2}[+\\-\\d]*|[HN])\\\\");

  private final List<Segment> segments;

  private Hl7Message(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * Reads pipe-encoded text; XML encoding is not read at all, so there is no XML parser to attack.
   */
  static Hl7Message parse(String text) throws Hl7FaultException {
    PipeParser parser = new PipeParser(new GenericModelClassFactory());
    parser.setValidationContext(ValidationContextFactory.noValidation());
    try {
      List<Segment> segments = new ArrayList<>();
      collect(parser.parse(text.replace("\r\n", "\r").replace('\n', '\r')), segments);
      return new Hl7Message(segments);
    } catch (HL7Exception e) {
      // Its message may quote the content: only the kind of fault is passed on.
      throw new Hl7FaultException(
          Hl7Fault.error(
              "MSH^1",
              Hl7Fault.Code.SEGMENT_SEQUENCE_ERROR,
              "Not a readable HL7 v2 message with | and ^~\\& encoding"));
    }
  }

  private static void collect(Message message, List<Segment> segments) throws HL7Exception {
    for (String name : ((AbstractGroup) message).getNames()) {
      for (Structure structure : ((AbstractGroup) message).getAll(name)) {
        if (structure instanceof Segment segment && !segment.isEmpty()) {
          segments.add(segment);
        }
      }
    }
  }

  int count(String segment) {
    return (int) segments.stream().filter(s -> s.getName().equals(segment)).count();
  }

  /** First repetition of a field, first component, first subcomponent. */
  String value(String segment, int field) {
    return value(segment, field, 1);
  }

  String value(String segment, int field, int component) {
    return value(segment, field, component, 1);
  }

  String value(String segment, int field, int component, int subcomponent) {
    return repetition(segment, field, 0, component, subcomponent);
  }

  /** How often a field repeats; 0 when the segment is absent. */
  int repetitions(String segment, int field) {
    try {
      Segment found = first(segment);
      return found == null ? 0 : found.getField(field).length;
    } catch (HL7Exception e) {
      return 0;
    }
  }

  /** A value of the first such segment; empty when absent or the HL7 null {@code ""}. */
  String repetition(String segment, int field, int repetition, int component, int subcomponent) {
    Segment found = first(segment);
    if (found == null) {
      return "";
    }
    try {
      return clean(Terser.get(found, field, repetition, component, subcomponent));
    } catch (HL7Exception e) {
      return "";
    }
  }

  private @Nullable Segment first(String name) {
    return segments.stream().filter(s -> s.getName().equals(name)).findFirst().orElse(null);
  }

  private static String clean(@Nullable String value) {
    if (value == null || value.equals("\"\"")) {
      return "";
    }
    String lines = LINE_BREAK.matcher(value).replaceAll("\n");
    String plain = FORMATTING.matcher(lines).replaceAll("");
    return Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
  }
}
