package vn.lienvien.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.ReadingResult;

/**
 * Builds the ORU^R01 of a signed result (HL7 v2.5.1 §7.3.1, RAD-28). The same result always gives
 * the same bytes and the same MSH-10, so that a HIS can tell a repetition from a second result.
 */
final class ResultMessage {
  private final Hl7Settings.His addresses;

  ResultMessage(Hl7Settings.His addresses) {
    this.addresses = addresses;
  }

  /** MSH-10: 20 characters (its length before v2.6) out of the case's UUID. */
  static String messageControlID(String caseId) {
    String hex = caseId.replace("-", "");
    return "R" + hex.substring(0, Math.min(19, hex.length())).toUpperCase(Locale.ROOT);
  }

  byte[] build(ConsultationCase consultation, ReadingResult result, byte[] pdf) {
    Instant signedAt = result.signedAt().orElseThrow();
    Order order = consultation.order();
    StringBuilder text = new StringBuilder(pdf.length * 4 / 3 + 8192);
    text.append(header(consultation.caseId(), signedAt));
    text.append(patient(order));
    text.append(
        new SegmentText("ORC")
            .set(1, "RE")
            .set(2, order.placerOrderNumber())
            .set(3, order.accessionNumber())
            .set(5, "CM")
            .set(12, "", order.requestingPhysician()));
    text.append(request(order, result, signedAt));
    appendObservations(text, consultation, result, pdf);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private SegmentText header(String caseId, Instant signedAt) {
    return SegmentText.header()
        .set(3, addresses.sendingApplication())
        .set(4, addresses.sendingFacility())
        .set(5, addresses.receivingApplication())
        .set(6, addresses.receivingFacility())
        .set(7, Acknowledgement.TIMESTAMP.format(signedAt))
        .set(9, "ORU", "R01", "ORU_R01")
        .set(10, messageControlID(caseId))
        .set(11, "P")
        .set(12, "2.5.1")
        .set(18, "UNICODE UTF-8");
  }

  private static SegmentText patient(Order order) {
    return new SegmentText("PID")
        .set(1, "1")
        .set(3, order.patientID(), "", "", order.issuerOfPatientID())
        .set(5, order.patientName())
        .set(7, date(order.patientBirthDate()))
        .set(8, order.patientSex());
  }

  private static SegmentText request(Order order, ReadingResult result, Instant signedAt) {
    String priority =
        switch (order.priority()) {
          case STAT -> "S";
          case URGENT -> "A";
          case ROUTINE -> "R";
        };
    return new SegmentText("OBR")
        .set(1, "1")
        .set(2, order.placerOrderNumber())
        .set(3, order.accessionNumber())
        .set(4, order.accessionNumber(), order.requestedProcedure())
        .set(5, priority)
        .set(7, date(order.studyDate()))
        .set(13, order.relevantClinicalInformation())
        .set(16, "", order.requestingPhysician())
        .set(18, order.accessionNumber())
        .set(22, Acknowledgement.TIMESTAMP.format(signedAt))
        .set(25, "F")
        .set(27, "", "", "", "", "", priority)
        .set(31, "", order.reasonForStudy())
        .setEncoded(
            32,
            SegmentText.escape(result.author()) + "&" + SegmentText.escape(result.authorName()));
  }

  /** The observations of docs/conformance-hl7.md, in its order. */
  private static void appendObservations(
      StringBuilder text, ConsultationCase consultation, ReadingResult result, byte[] pdf) {
    String[][] texts = {
      {"18782-3", "Radiology Study observation", result.description()},
      {"19005-8", "Radiology Imaging study [Impression]", result.conclusion()},
      {"18783-1", "Radiology Study recommendation", result.recommendation()},
    };
    int setID = 0;
    for (String[] observation : texts) {
      if (!observation[2].isEmpty()) {
        text.append(
            observation(++setID, "FT", observation[0], observation[1]).set(5, observation[2]));
      }
    }
    text.append(
        observation(++setID, "ED", "18748-4", "Diagnostic imaging study")
            .set(5, "", "application", "pdf", "Base64", Base64.getEncoder().encodeToString(pdf)));
    text.append(
        new SegmentText("OBX")
            .set(1, Integer.toString(++setID))
            .set(2, "HD")
            .set(3, "113014", "DICOM Study", "DCM")
            .set(5, "", consultation.studyInstanceUID(), "ISO")
            .set(11, "F"));
  }

  private static SegmentText observation(int setID, String type, String code, String meaning) {
    return new SegmentText("OBX")
        .set(1, Integer.toString(setID))
        .set(2, type)
        .set(3, code, meaning, "LN")
        .set(11, "F");
  }

  private static String date(Optional<LocalDate> date) {
    return date.map(DateTimeFormatter.BASIC_ISO_DATE::format).orElse("");
  }
}
