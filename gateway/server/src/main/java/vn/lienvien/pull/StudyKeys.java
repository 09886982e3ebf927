package vn.lienvien.pull;

import java.time.format.DateTimeFormatter;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.Order;

/** How an order names its study to the PACS. */
final class StudyKeys {
  static final int[] RETURNED = {
    Tag.StudyInstanceUID,
    Tag.PatientID,
    Tag.IssuerOfPatientID,
    Tag.PatientName,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.AccessionNumber,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.StudyDescription,
    Tag.ModalitiesInStudy,
    Tag.NumberOfStudyRelatedInstances
  };

  private static final DateTimeFormatter DA = DateTimeFormatter.BASIC_ISO_DATE;

  private StudyKeys() {}

  /** By UID where the order has it, else by accession number, else by patient and date. */
  static Attributes of(Order order) {
    Attributes keys = new Attributes();
    if (!order.studyInstanceUID().isEmpty()) {
      return keys.set(Tag.StudyInstanceUID, order.studyInstanceUID());
    }
    if (!order.accessionNumber().isEmpty()) {
      return keys.set(Tag.AccessionNumber, order.accessionNumber());
    }
    keys.set(Tag.PatientID, order.patientID());
    order.studyDate().ifPresent(date -> keys.set(Tag.StudyDate, DA.format(date)));
    return keys;
  }

  /**
   * Whether an answer is about the order to the letter. A PACS may match keys as wildcards, without
   * regard to case, or not at all; what it returns too much must never become another patient's
   * consultation.
   */
  static boolean isOf(Attributes study, Order order) {
    if (!order.studyInstanceUID().isEmpty()) {
      return study.string(Tag.StudyInstanceUID, "").equals(order.studyInstanceUID());
    }
    if (!order.accessionNumber().isEmpty()) {
      return study.string(Tag.AccessionNumber, "").equals(order.accessionNumber());
    }
    return study.string(Tag.PatientID, "").equals(order.patientID())
        && order
            .studyDate()
            .map(date -> DA.format(date).equals(study.string(Tag.StudyDate, "")))
            .orElse(true);
  }

  /** The same, in words for an operator; no patient data. */
  static String describe(Order order) {
    if (!order.studyInstanceUID().isEmpty()) {
      return "the order's Study Instance UID";
    }
    if (!order.accessionNumber().isEmpty()) {
      return "the order's accession number";
    }
    return order.studyDate().isPresent() ? "the order's patient and date" : "the order's patient";
  }
}
