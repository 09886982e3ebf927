package vn.lienvien.consult;

import java.util.Optional;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.Order;
import vn.lienvien.model.PlacementOutcome.Invalid;

/** What an order must say before it becomes a case; fields are named by their HL7 path. */
final class OrderRules {
  /** VR LO and SH (PS3.5 6.2). */
  private static final int LONG_STRING = 64;

  private static final int SHORT_STRING = 16;
  private static final int NAME = 200;
  private static final int TEXT = 20_000;

  private OrderRules() {}

  static Optional<Invalid> fault(Order order) {
    if (order.patientID().isBlank()) {
      return invalid("PID-3.1", "the patient's identifier is missing");
    }
    if (order.patientName().isBlank()) {
      return invalid("PID-5", "the patient's name is missing");
    }
    if (order.accessionNumber().isBlank()
        && order.studyInstanceUID().isBlank()
        && order.studyDate().isEmpty()) {
      return invalid(
          "OBR-18",
          "accession number, study instance UID or the day of the study (OBR-7) is needed to find"
              + " the study");
    }
    if (!order.studyInstanceUID().isEmpty() && !UIDs.isValid(order.studyInstanceUID())) {
      return invalid("ZDS-1", "the study instance UID is no UID");
    }
    return lengthFault(order);
  }

  private static Optional<Invalid> lengthFault(Order order) {
    if (order.patientID().length() > LONG_STRING) {
      return invalid("PID-3.1", "(0010,0020) holds at most 64 characters");
    }
    if (order.issuerOfPatientID().length() > LONG_STRING) {
      return invalid("PID-3.4", "(0010,0021) holds at most 64 characters");
    }
    if (order.accessionNumber().length() > SHORT_STRING) {
      return invalid("OBR-18", "(0008,0050) holds at most 16 characters");
    }
    if (order.patientName().length() > NAME) {
      return invalid("PID-5", "the patient's name is too long");
    }
    if (order.requestingPhysician().length() > NAME) {
      return invalid("ORC-12", "the requesting physician's name is too long");
    }
    if (order.placerOrderNumber().length() > LONG_STRING) {
      return invalid("ORC-2", "the placer order number is too long");
    }
    if (order.messageControlID().length() > NAME) {
      return invalid("MSH-10", "the message control ID is too long");
    }
    if (order.patientSex().length() > SHORT_STRING) {
      return invalid("PID-8", "the patient's sex is too long");
    }
    return textFault(order);
  }

  private static Optional<Invalid> textFault(Order order) {
    if (order.requestedProcedure().length() > TEXT) {
      return invalid("OBR-4.2", "the text is too long");
    }
    if (order.reasonForStudy().length() > TEXT) {
      return invalid("OBR-31", "the text is too long");
    }
    if (order.relevantClinicalInformation().length() > TEXT) {
      return invalid("OBR-13", "the text is too long");
    }
    return Optional.empty();
  }

  private static Optional<Invalid> invalid(String field, String reason) {
    return Optional.of(new Invalid(field, reason));
  }
}
