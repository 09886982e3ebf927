package vn.lienvien.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.ReadingResult;

/**
 * Builds the ORU^R01 of a signed result (HL7 v2.5.1 §7.3.1, RAD-28). The same result always gives
 * the same bytes and the same MSH-10, so that a HIS can tell a repetition from a second result. An
 * addendum is sent with all that it adds to: a HIS that replaces what it had loses nothing.
 */
final class ResultMessage {
  private static final String RESULT_DOCUMENT = "18748-4";
  private static final String ADDENDUM_DOCUMENT = "55107-7";

  private final Hl7Settings.His addresses;

  /** Words added to the signed result, and their PDF. */
  record Addition(CaseNote note, byte[] pdf) {}

  /** What a HIS is told: the result and its PDF, and what was added since, the oldest first. */
  record Told(ReadingResult result, byte[] pdf, List<Addition> additions) {
    private Instant at() {
      return additions.isEmpty()
          ? result.signedAt().orElseThrow()
          : additions.getLast().note().at();
    }

    /** Table 0123: final, or a correction to what was final. */
    private String status() {
      return additions.isEmpty() ? "F" : "C";
    }

    private String messageControlID() {
      return additions.isEmpty()
          ? ResultMessage.messageControlID(result.caseId())
          : shortened("A", additions.getLast().note().noteId());
    }

    private String author() {
      CaseNote last = additions.isEmpty() ? null : additions.getLast().note();
      return last == null
          ? SegmentText.escape(result.author()) + "&" + SegmentText.escape(result.authorName())
          : SegmentText.escape(last.author()) + "&" + SegmentText.escape(last.authorName());
    }
  }

  ResultMessage(Hl7Settings.His addresses) {
    this.addresses = addresses;
  }

  /** MSH-10 of a case's result. */
  static String messageControlID(String caseId) {
    return shortened("R", caseId);
  }

  /** MSH-10: 20 characters (its length before v2.6) out of a UUID. */
  private static String shortened(String letter, String uuid) {
    String hex = uuid.replace("-", "");
    return letter + hex.substring(0, Math.min(19, hex.length())).toUpperCase(Locale.ROOT);
  }

  byte[] build(ConsultationCase consultation, ReadingResult result, byte[] pdf) {
    return build(consultation, new Told(result, pdf, List.of()));
  }

  byte[] build(ConsultationCase consultation, Told told) {
    Order order = consultation.order();
    StringBuilder text = new StringBuilder(told.pdf().length * 4 / 3 + 8192);
    text.append(header(told));
    text.append(patient(order));
    text.append(
        new SegmentText("ORC")
            .set(1, "RE")
            .set(2, order.placerOrderNumber())
            .set(3, order.accessionNumber())
            .set(5, "CM")
            .set(12, "", order.requestingPhysician()));
    text.append(request(order, told));
    appendObservations(text, consultation, told);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private SegmentText header(Told told) {
    return SegmentText.header()
        .set(3, addresses.sendingApplication())
        .set(4, addresses.sendingFacility())
        .set(5, addresses.receivingApplication())
        .set(6, addresses.receivingFacility())
        .set(7, Acknowledgement.TIMESTAMP.format(told.at()))
        .set(9, "ORU", "R01", "ORU_R01")
        .set(10, told.messageControlID())
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

  private static SegmentText request(Order order, Told told) {
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
        .set(22, Acknowledgement.TIMESTAMP.format(told.at()))
        .set(25, told.status())
        .set(27, "", "", "", "", "", priority)
        .set(31, "", order.reasonForStudy())
        .setEncoded(32, told.author());
  }

  /** The observations of docs/conformance-hl7.md, in its order. */
  private static void appendObservations(
      StringBuilder text, ConsultationCase consultation, Told told) {
    ReadingResult result = told.result();
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
    text.append(document(++setID, RESULT_DOCUMENT, "Diagnostic imaging study", told.pdf()));
    for (Addition addition : told.additions()) {
      text.append(
          observation(++setID, "FT", ADDENDUM_DOCUMENT, "Addendum Document")
              .set(5, addition.note().text()));
      text.append(document(++setID, ADDENDUM_DOCUMENT, "Addendum Document", addition.pdf()));
    }
    text.append(
        new SegmentText("OBX")
            .set(1, Integer.toString(++setID))
            .set(2, "HD")
            .set(3, "113014", "DICOM Study", "DCM")
            .set(5, "", consultation.studyInstanceUID(), "ISO")
            .set(11, "F"));
  }

  private static SegmentText document(int setID, String code, String meaning, byte[] pdf) {
    String base64 = Base64.getEncoder().encodeToString(pdf);
    return observation(setID, "ED", code, meaning)
        .set(5, "", "application", "pdf", "Base64", base64);
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
