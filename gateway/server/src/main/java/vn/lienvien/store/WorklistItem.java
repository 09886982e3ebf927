package vn.lienvien.store;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.Priority;

/** A consultation order as a modality sees it: one scheduled procedure step (PS3.4 K.6.1.2.2). */
final class WorklistItem {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
  private static final int LONGEST_SH = 16;

  /** An order names its procedure in words; the first that is found says the modality. */
  private static final Map<String, Pattern> WORDS = words();

  private WorklistItem() {}

  static Attributes of(ConsultationCase consultation) {
    Order order = consultation.order();
    ZonedDateTime placed = consultation.createdAt().atZone(ZONE);
    LocalDate day = order.studyDate().orElse(placed.toLocalDate());
    String id = consultation.caseId().replace("-", "");
    id = id.substring(0, Math.min(LONGEST_SH, id.length()));
    Attributes step =
        new Attributes()
            .set(Tag.ScheduledProcedureStepID, id)
            .set(Tag.ScheduledProcedureStepStartDate, DATE.format(day))
            .set(Tag.ScheduledProcedureStepStartTime, TIME.format(placed))
            .set(Tag.Modality, modality(order.requestedProcedure()))
            .set(Tag.ScheduledProcedureStepDescription, order.requestedProcedure())
            .set(Tag.ScheduledProcedureStepStatus, "SCHEDULED")
            .setEmpty(Tag.ScheduledStationAETitle)
            .setEmpty(Tag.ScheduledStationName)
            .setEmpty(Tag.ScheduledPerformingPhysicianName);
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.AccessionNumber, order.accessionNumber())
        .set(Tag.ReferringPhysicianName, order.requestingPhysician())
        .set(Tag.RequestingPhysician, order.requestingPhysician())
        .set(Tag.PatientName, order.patientName())
        .set(Tag.PatientID, order.patientID())
        .set(Tag.IssuerOfPatientID, order.issuerOfPatientID())
        .set(Tag.PatientBirthDate, order.patientBirthDate().map(DATE::format).orElse(""))
        .set(Tag.PatientSex, order.patientSex())
        .set(Tag.StudyInstanceUID, studyInstanceUID(consultation))
        .set(Tag.RequestedProcedureID, id)
        .set(Tag.RequestedProcedureDescription, order.requestedProcedure())
        .set(Tag.ReasonForTheRequestedProcedure, order.reasonForStudy())
        .set(Tag.RequestedProcedurePriority, priority(order.priority()))
        .set(Tag.PlacerOrderNumberImagingServiceRequest, order.placerOrderNumber())
        .setItems(Tag.ScheduledProcedureStepSequence, step);
  }

  /** Made from the case where the order has none, so that every answer says the same. */
  static String studyInstanceUID(ConsultationCase consultation) {
    String known = consultation.studyInstanceUID();
    String ordered = known.isEmpty() ? consultation.order().studyInstanceUID() : known;
    return ordered.isEmpty() ? UIDs.nameBased("study of " + consultation.caseId()) : ordered;
  }

  private static String priority(Priority priority) {
    return switch (priority) {
      case STAT -> "STAT";
      case URGENT -> "HIGH";
      case ROUTINE -> "ROUTINE";
    };
  }

  static String modality(String procedure) {
    String upper = procedure.toUpperCase(Locale.ROOT);
    for (Map.Entry<String, Pattern> each : WORDS.entrySet()) {
      if (each.getValue().matcher(upper).find()) {
        return each.getKey();
      }
    }
    return "OT";
  }

  private static Map<String, Pattern> words() {
    Map<String, Pattern> words = new LinkedHashMap<>();
    words.put("CT", word("CT|CLVT|MSCT|CẮT LỚP VI TÍNH"));
    words.put("MR", word("MR|MRI|CHT|CỘNG HƯỞNG TỪ"));
    words.put("US", word("US|SIÊU ÂM"));
    words.put("MG", word("MG|NHŨ ẢNH|X-?QUANG VÚ"));
    words.put("DX", word("DX|CR|DR|XQ|X-?QUANG"));
    return words;
  }

  private static Pattern word(String alternatives) {
    return Pattern.compile("(?<!\\p{L})(" + alternatives + ")(?!\\p{L})");
  }
}
