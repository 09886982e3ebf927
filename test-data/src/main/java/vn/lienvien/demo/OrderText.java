package vn.lienvien.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** The ORM^O01 of the HIS stand-in for any study (HL7 v2.5.1 §4.4). */
final class OrderText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private OrderText() {}

  /** A STAT order. */
  static String forStudy(Attributes header, String controlID, LocalDateTime now) {
    return forStudy(header, controlID, now, "S");
  }

  /**
   * An order.
   *
   * @param priority S, A or R (HL7 table 0485)
   */
  static String forStudy(Attributes header, String controlID, LocalDateTime now, String priority) {
    String time = TIME.format(now);
    String order = "YL" + controlID;
    return String.join(
            "\r",
            "MSH|^~\\&|HIS|BENHVIENA|LIENVIEN|BENHVIENA|%s||ORM^O01^ORM_O01|%s|P|2.5.1|||AL|NE|VNM|UNICODE UTF-8"
                .formatted(time, controlID),
            "PID|1||%s^^^BENHVIENA^PI||%s||%s|%s"
                .formatted(
                    value(header, Tag.PatientID),
                    value(header, Tag.PatientName),
                    value(header, Tag.PatientBirthDate),
                    value(header, Tag.PatientSex)),
            "ORC|NW|%s|||||^^^^^%s||%s|||BS001^LÊ MINH TUẤN".formatted(order, priority, time),
            "OBR|1|%s||%s^%s^L|||%s||||||Không dị ứng thuốc|||BS001^LÊ MINH TUẤN||%s|||||||||^^^^^%s||||^%s"
                .formatted(
                    order,
                    value(header, Tag.Modality),
                    value(header, Tag.StudyDescription),
                    value(header, Tag.StudyDate),
                    value(header, Tag.AccessionNumber),
                    priority,
                    "Đau đầu dữ dội, nôn vọt; nghi xuất huyết não."),
            "")
        + (value(header, Tag.AccessionNumber).isEmpty()
            ? "ZDS|%s^^Application^DICOM\r".formatted(value(header, Tag.StudyInstanceUID))
            : "");
  }

  private static String value(Attributes header, int tag) {
    return header.string(tag, "").replaceAll("[|&~\\\\\r\n]", " ");
  }
}
