package vn.lienvien.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Builds general acknowledgements, UTF-8 (HL7 v2.5.1 §2.13.1, original mode of §2.9.2; with MSH-15
 * AL and MSH-16 NE the one answer is the accept acknowledgement of §2.9.3). Thread-safe.
 */
final class Acknowledgement {
  /** Việt Nam has one zone and no summer time. */
  static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneId.of("+07:00"));

  private final Clock clock;

  Acknowledgement(Clock clock) {
    this.clock = clock;
  }

  byte[] accept(MessageHeader request) {
    return message(request, "A", Optional.empty());
  }

  byte[] refuse(MessageHeader request, Hl7Fault fault) {
    return message(request, fault.rejected() ? "R" : "E", Optional.of(fault));
  }

  private byte[] message(MessageHeader request, String result, Optional<Hl7Fault> fault) {
    String version = request.version().isEmpty() ? "2.5.1" : request.version();
    StringBuilder text = new StringBuilder(header(request, version).toString());
    SegmentText msa =
        new SegmentText("MSA")
            .set(1, (acceptLevel(request) ? "C" : "A") + result)
            .set(2, request.messageControlID());
    fault.ifPresent(f -> msa.set(3, f.userMessage()));
    text.append(msa);
    fault.ifPresent(f -> text.append(error(f, version)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private SegmentText header(MessageHeader request, String version) {
    SegmentText msh =
        SegmentText.header()
            .set(3, request.field(5))
            .set(4, request.field(6))
            .set(5, request.field(3))
            .set(6, request.field(4))
            .set(7, TIMESTAMP.format(clock.instant()))
            .set(
                10,
                "LV"
                    + Long.toHexString(ThreadLocalRandom.current().nextLong())
                        .toUpperCase(Locale.ROOT))
            .set(11, request.field(11).isEmpty() ? "P" : request.field(11))
            .set(12, version)
            .set(18, "UNICODE UTF-8");
    return beforeVersion25(version)
        ? msh.set(9, "ACK")
        : msh.set(9, "ACK", request.component(9, 2), "ACK");
  }

  private static SegmentText error(Hl7Fault fault, String version) {
    SegmentText err = new SegmentText("ERR");
    if (beforeVersion25(version)) {
      // ERR-1 (ELD) is all that older versions know; its error code is the fourth component.
      String[] place = fault.location().split("\\^", -1);
      String code = fault.code().number() + "&" + fault.code().text() + "&HL70357";
      return err.setEncoded(
          1,
          place[0]
              + "^"
              + (place.length > 1 ? place[1] : "")
              + "^"
              + (place.length > 2 ? place[2] : "")
              + "^"
              + code);
    }
    return err.setEncoded(2, fault.location())
        .set(3, fault.code().number(), fault.code().text(), "HL70357")
        .set(4, "E")
        .set(8, fault.userMessage());
  }

  private static boolean acceptLevel(MessageHeader request) {
    return request.field(15).equals("AL") && request.field(16).equals("NE");
  }

  private static boolean beforeVersion25(String version) {
    return version.startsWith("2.1")
        || version.startsWith("2.2")
        || version.startsWith("2.3")
        || version.startsWith("2.4");
  }
}
