package vn.lienvien.testdata;

import java.util.Map;
import java.util.TreeMap;

/** The ORM^O01 by which a HIS asks for a reading of a phantom study (HL7 v2.5.1 §4.4). */
final class OrderMessage {
  private OrderMessage() {}

  /** Segments ended by carriage returns, to be sent as UTF-8. */
  static String of(PhantomStudy study) {
    return messageHeader(study)
        + patientIdentification(study)
        + commonOrder(study)
        + request(study);
  }

  private static String messageHeader(PhantomStudy study) {
    return "MSH|^~\\&|HIS|BENHVIENA|LIENVIEN|BENHVIENA|%s%s||ORM^O01^ORM_O01|MSG%s|P|2.5.1|||AL|NE|VNM|UNICODE UTF-8\r"
        .formatted(study.studyDate(), study.studyTime(), study.accessionNumber());
  }

  private static String patientIdentification(PhantomStudy study) {
    Patient patient = study.patient();
    return segment(
        "PID",
        Map.of(
            1, "1",
            3, patient.patientID() + "^^^BENHVIENA^PI",
            5, patient.patientName(),
            7, patient.birthDate(),
            8, patient.sex()));
  }

  private static String commonOrder(PhantomStudy study) {
    return segment(
        "ORC",
        Map.of(
            1,
            "NW",
            2,
            placerOrderNumber(study),
            7,
            "^^^^^" + study.priority(),
            9,
            study.studyDate() + study.studyTime(),
            12,
            "BS001^LÊ MINH TUẤN"));
  }

  private static String request(PhantomStudy study) {
    return segment(
        "OBR",
        Map.of(
            1,
            "1",
            2,
            placerOrderNumber(study),
            4,
            study.modality() + "^" + study.studyDescription() + "^L",
            7,
            study.studyDate() + study.studyTime(),
            13,
            "Không dị ứng thuốc",
            16,
            "BS001^LÊ MINH TUẤN",
            18,
            study.accessionNumber(),
            27,
            "^^^^^" + study.priority(),
            31,
            "^" + study.reasonForStudy()));
  }

  private static String placerOrderNumber(PhantomStudy study) {
    return "YL" + study.accessionNumber();
  }

  private static String segment(String name, Map<Integer, String> fields) {
    TreeMap<Integer, String> sorted = new TreeMap<>(fields);
    StringBuilder text = new StringBuilder(name);
    for (int field = 1; field <= sorted.lastKey(); field++) {
      text.append('|').append(sorted.getOrDefault(field, ""));
    }
    return text.append('\r').toString();
  }
}
