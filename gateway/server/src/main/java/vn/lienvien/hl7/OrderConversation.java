package vn.lienvien.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.PlacementOutcome;

/**
 * Answers order messages: ORM^O01 in, ACK out (RAD-2; HL7 v2.5.1 §2.9.2). AA follows the committed
 * case, AE says what to change in the content, AR everything else. Thread-safe.
 */
public final class OrderConversation implements MllpConversation {
  private static final Logger log = LoggerFactory.getLogger(OrderConversation.class);
  private static final List<String> VERSIONS = List.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1");

  private final BiFunction<Order, OrderMessage, PlacementOutcome> placement;
  private final Charset absentCharacterSet;
  private final Acknowledgement acknowledgement;

  /**
   * @param placement commits the case before it returns; given the order and which message it came
   *     in
   * @param absentCharacterSet of messages without MSH-18
   */
  public OrderConversation(
      BiFunction<Order, OrderMessage, PlacementOutcome> placement,
      Charset absentCharacterSet,
      Clock clock) {
    this.placement = placement;
    this.absentCharacterSet = absentCharacterSet;
    this.acknowledgement = new Acknowledgement(clock);
  }

  @Override
  public byte[] answer(byte[] message) {
    MessageHeader header = MessageHeader.of(new String(message, StandardCharsets.UTF_8));
    try {
      checkHeader(header);
      String text = Hl7Encoding.decode(message, absentCharacterSet);
      Hl7Message parsed = Hl7Message.parse(text);
      Order order = OrderReader.read(header.messageControlID(), parsed);
      return answer(
          header,
          parsed,
          placement.apply(order, new OrderMessage(header.sender(), contentDigest(text))));
    } catch (Hl7FaultException e) {
      return refuse(header, e.fault());
    } catch (RuntimeException e) {
      // The top of a message: the HIS is answered whatever happened.
      log.error("An order could not be placed; the HIS is told to send it again", e);
      return refuse(
          header,
          Hl7Fault.reject(
              "MSH^1",
              Hl7Fault.Code.APPLICATION_INTERNAL_ERROR,
              "The order could not be stored now; send it again"));
    }
  }

  private byte[] answer(MessageHeader header, Hl7Message message, PlacementOutcome outcome) {
    return switch (outcome) {
      case PlacementOutcome.Placed placed -> {
        log.info("Order placed as case {}", placed.caseId());
        yield acknowledgement.accept(header);
      }
      case PlacementOutcome.AlreadyPlaced placed -> {
        log.info("Order message repeated for case {}", placed.caseId());
        yield acknowledgement.accept(header);
      }
      case PlacementOutcome.Invalid invalid -> refuse(header, fault(message, invalid));
      case PlacementOutcome.Contradicts contradicts ->
          refuse(
              header,
              Hl7Fault.reject(
                  "MSH^1^10", Hl7Fault.Code.DUPLICATE_KEY_IDENTIFIER, contradicts.reason()));
    };
  }

  private byte[] refuse(MessageHeader header, Hl7Fault fault) {
    log.warn(
        "HL7 message refused: {} {} at {}",
        fault.rejected() ? "AR" : "AE",
        fault.code().text(),
        fault.location());
    return acknowledgement.refuse(header, fault);
  }

  private static void checkHeader(MessageHeader header) throws Hl7FaultException {
    if (!header.isPresent()) {
      throw rejected("MSH", Hl7Fault.Code.SEGMENT_SEQUENCE_ERROR, "MSH is missing");
    }
    if (header.field(9).isEmpty()) {
      throw rejected("MSH^1^9", Hl7Fault.Code.REQUIRED_FIELD_MISSING, "MSH-9 is missing");
    }
    if (!header.field(9).equals("ORM")) {
      throw rejected(
          "MSH^1^9", Hl7Fault.Code.UNSUPPORTED_MESSAGE_TYPE, "Only ORM^O01 is accepted here");
    }
    if (!List.of("", "O01").contains(header.component(9, 2))) {
      throw rejected(
          "MSH^1^9", Hl7Fault.Code.UNSUPPORTED_EVENT_CODE, "Only ORM^O01 is accepted here");
    }
    if (header.messageControlID().isEmpty()) {
      throw new Hl7FaultException(
          Hl7Fault.error("MSH^1^10", Hl7Fault.Code.REQUIRED_FIELD_MISSING, "MSH-10 is missing"));
    }
    if (!List.of("", "P").contains(header.field(11))) {
      throw rejected(
          "MSH^1^11",
          Hl7Fault.Code.UNSUPPORTED_PROCESSING_ID,
          "Only production messages (P) are accepted here");
    }
    if (!VERSIONS.contains(header.version())) {
      throw rejected(
          "MSH^1^12",
          Hl7Fault.Code.UNSUPPORTED_VERSION_ID,
          "Versions accepted are " + String.join(", ", VERSIONS));
    }
  }

  private static Hl7FaultException rejected(String location, Hl7Fault.Code code, String message) {
    return new Hl7FaultException(Hl7Fault.reject(location, code, message));
  }

  private static Hl7Fault fault(Hl7Message message, PlacementOutcome.Invalid invalid) {
    String[] path = invalid.field().split("[-.]", -1);
    boolean missing = message.value(path[0], Integer.parseInt(path[1])).isEmpty();
    return Hl7Fault.error(
        location(invalid.field()),
        missing ? Hl7Fault.Code.REQUIRED_FIELD_MISSING : Hl7Fault.Code.DATA_TYPE_ERROR,
        invalid.reason());
  }

  /** {@code PID-3.1} as the ERL {@code PID^1^3^1^1}. */
  private static String location(String field) {
    String[] parts = field.split("[-.]", -1);
    StringBuilder location = new StringBuilder(parts[0]).append("^1");
    for (int i = 1; i < parts.length; i++) {
      location.append(i == 2 ? "^1^" : "^").append(parts[i]);
    }
    return location.toString();
  }

  /** Of everything but MSH-7: some HIS stamp the time of sending anew on each attempt. */
  private static String contentDigest(String text) {
    String separator = Pattern.quote(text.substring(3, 4));
    String[] fields = text.split(separator, 8);
    fields[6] = "";
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(String.join("|", fields).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
