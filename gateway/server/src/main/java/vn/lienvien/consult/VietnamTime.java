package vn.lienvien.consult;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates and times as official Vietnamese text and DICOM objects of this gateway carry them. */
final class VietnamTime {
  /** One zone, no summer time; (0008,0201) of the objects made here. */
  static final ZoneOffset ZONE = ZoneOffset.ofHours(7);

  static final String DICOM_OFFSET = "+0700";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
  private static final DateTimeFormatter DA = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TM = DateTimeFormatter.ofPattern("HHmmss");
  private static final DateTimeFormatter DT = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

  private VietnamTime() {}

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static String minute(Instant instant) {
    return MINUTE.format(instant.atOffset(ZONE));
  }

  static String dicomDate(Instant instant) {
    return DA.format(instant.atOffset(ZONE));
  }

  static String dicomTime(Instant instant) {
    return TM.format(instant.atOffset(ZONE));
  }

  static String dicomDateTime(Instant instant) {
    return DT.format(instant.atOffset(ZONE));
  }
}
