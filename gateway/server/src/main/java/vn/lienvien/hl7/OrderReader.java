package vn.lienvien.hl7;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;

/** From the segments of an ORM^O01 (HL7 v2.5.1 §4.4.1; v2.3 §4.2) to an {@link Order}. */
final class OrderReader {
  private static final List<String> MEDICAL_RECORD_TYPES = List.of("PI", "MR", "PN");

  private final Hl7Message message;

  private OrderReader(Hl7Message message) {
    this.message = message;
  }

  static Order read(String messageControlID, Hl7Message message) throws Hl7FaultException {
    OrderReader reader = new OrderReader(message);
    reader.checkStructure();
    return reader.order(messageControlID);
  }

  private void checkStructure() throws Hl7FaultException {
    for (String segment : List.of("PID", "ORC", "OBR")) {
      int count = message.count(segment);
      if (count == 0) {
        throw fault(segment, Hl7Fault.Code.SEGMENT_SEQUENCE_ERROR, segment + " is missing");
      }
      if (count > 1) {
        throw fault(
            segment + "^2",
            Hl7Fault.Code.SEGMENT_SEQUENCE_ERROR,
            "One order per message: send each order in a message of its own");
      }
    }
    String control = message.value("ORC", 1);
    if (control.isEmpty()) {
      throw fault("ORC^1^1", Hl7Fault.Code.REQUIRED_FIELD_MISSING, "ORC-1 is missing");
    }
    if (!control.equals("NW")) {
      throw fault(
          "ORC^1^1",
          Hl7Fault.Code.TABLE_VALUE_NOT_FOUND,
          "Order control is not supported; only NW (new order) is");
    }
  }

  private Order order(String messageControlID) throws Hl7FaultException {
    int identifier = medicalRecordRepetition();
    return new Order(
        OrderSource.HL7,
        messageControlID,
        firstOf(message.value("ORC", 2), message.value("OBR", 2)),
        firstOf(message.value("OBR", 18), message.value("OBR", 3), message.value("ORC", 3)),
        message.value("ZDS", 1),
        message.repetition("PID", 3, identifier, 1, 1),
        message.repetition("PID", 3, identifier, 4, 1),
        patientName(),
        date(message.value("PID", 7)),
        sex(),
        codedText("OBR", 4),
        codedText("OBR", 31),
        message.value("OBR", 13),
        firstOf(person("ORC", 12), person("OBR", 16)),
        date(message.value("OBR", 7)),
        priority());
  }

  /** The hospital's own identifier among the list of PID-3, else the first. */
  private int medicalRecordRepetition() {
    int repetitions = message.repetitions("PID", 3);
    for (int i = 0; i < repetitions; i++) {
      if (MEDICAL_RECORD_TYPES.contains(message.repetition("PID", 3, i, 5, 1))) {
        return i;
      }
    }
    return 0;
  }

  /** Family, middle, given, as Vietnamese names are read; a name in one component stays whole. */
  private String patientName() {
    return joined(
        message.value("PID", 5, 1), message.value("PID", 5, 3), message.value("PID", 5, 2));
  }

  /** An XCN in the same order; its identifier only where there is no name. */
  private String person(String segment, int field) {
    String name =
        joined(
            message.value(segment, field, 2),
            message.value(segment, field, 4),
            message.value(segment, field, 3));
    return firstOf(name, message.value(segment, field, 1));
  }

  private String sex() {
    String code = message.value("PID", 8).toUpperCase(Locale.ROOT);
    return List.of("M", "F", "O").contains(code) ? code : "";
  }

  /** The text of a CE in its first repetition, else its alternate text, else its code. */
  private String codedText(String segment, int field) {
    return firstOf(
        message.value(segment, field, 2),
        message.value(segment, field, 5),
        message.value(segment, field, 1));
  }

  /** TQ1-9, then the places of older versions: ORC-7.6, OBR-27.6, OBR-5 (tables 0485 and 0027). */
  private Priority priority() throws Hl7FaultException {
    String stated =
        firstOf(
            message.value("TQ1", 9),
            message.value("ORC", 7, 6),
            message.value("OBR", 27, 6),
            message.value("OBR", 5));
    return switch (stated.toUpperCase(Locale.ROOT)) {
      case "S", "STAT" -> Priority.STAT;
      case "A", "ASAP", "URGENT" -> Priority.URGENT;
      case "", "R", "ROUTINE", "P", "C", "T" -> Priority.ROUTINE;
      // Taken for routine, a misspelt STAT would wait a day.
      default ->
          throw fault(
              "OBR^1^5",
              Hl7Fault.Code.TABLE_VALUE_NOT_FOUND,
              "Priority (TQ1-9, ORC-7.6, OBR-27.6 or OBR-5) must be S, A or R");
    };
  }

  /** A full date, or nothing: 00 as month or day means that it is not known. */
  private static Optional<LocalDate> date(String timestamp) {
    if (timestamp.length() < 8) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.parse(timestamp.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String firstOf(String... values) {
    return Stream.of(values).filter(v -> !v.isEmpty()).findFirst().orElse("");
  }

  private static Hl7FaultException fault(String location, Hl7Fault.Code code, String message) {
    return new Hl7FaultException(Hl7Fault.error(location, code, message));
  }
}
