package vn.lienvien.archive;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** The SQL of one level: which rows, and the numbers that were asked for. */
final class IndexQuery {
  private IndexQuery() {}

  static String select(QueryLevel level, Attributes keys, String where) {
    return switch (level) {
      case PATIENT ->
          """
          SELECT s.header %s FROM study s WHERE %s
            AND s.study_instance_uid = (SELECT MIN(f.study_instance_uid) FROM study f
              WHERE f.patient_id = s.patient_id
                AND f.issuer_of_patient_id = s.issuer_of_patient_id)
          ORDER BY s.patient_id, s.issuer_of_patient_id\
          """
              .formatted(patientCounts(keys), where);
      case STUDY ->
          """
          SELECT s.header %s FROM study s WHERE %s
          ORDER BY s.study_date DESC, s.study_time DESC, s.study_instance_uid\
          """
              .formatted(studyCounts(keys), where);
      case SERIES ->
          """
          SELECT r.header %s FROM series r
          JOIN study s ON s.study_instance_uid = r.study_instance_uid WHERE %s
          ORDER BY r.study_instance_uid, r.series_instance_uid\
          """
              .formatted(studyCounts(keys) + seriesCounts(keys), where);
      case IMAGE ->
          """
          SELECT i.header, i.transfer_syntax_uid FROM instance i
          JOIN series r ON r.study_instance_uid = i.study_instance_uid
            AND r.series_instance_uid = i.series_instance_uid
          JOIN study s ON s.study_instance_uid = i.study_instance_uid WHERE %s
          ORDER BY i.study_instance_uid, i.series_instance_uid, i.sop_instance_uid\
          """
              .formatted(where);
    };
  }

  private static String patientCounts(Attributes keys) {
    String ofPatient =
        "f.patient_id = s.patient_id AND f.issuer_of_patient_id = s.issuer_of_patient_id";
    return count(keys, Tag.NumberOfPatientRelatedStudies, "study f WHERE " + ofPatient)
        + count(
            keys,
            Tag.NumberOfPatientRelatedSeries,
            "study f JOIN series n ON n.study_instance_uid = f.study_instance_uid WHERE "
                + ofPatient)
        + count(
            keys,
            Tag.NumberOfPatientRelatedInstances,
            "study f JOIN instance n ON n.study_instance_uid = f.study_instance_uid WHERE "
                + ofPatient);
  }

  private static String studyCounts(Attributes keys) {
    String ofStudy = "n.study_instance_uid = s.study_instance_uid";
    return count(keys, Tag.NumberOfStudyRelatedSeries, "series n WHERE " + ofStudy)
        + count(keys, Tag.NumberOfStudyRelatedInstances, "instance n WHERE " + ofStudy);
  }

  private static String seriesCounts(Attributes keys) {
    return count(
        keys,
        Tag.NumberOfSeriesRelatedInstances,
        "instance n WHERE n.study_instance_uid = r.study_instance_uid"
            + " AND n.series_instance_uid = r.series_instance_uid");
  }

  /** Counting costs, so only what was asked for is counted. */
  private static String count(Attributes keys, int tag, String rows) {
    return keys.contains(tag)
        ? ", (SELECT COUNT(*) FROM %s) AS %s".formatted(rows, columnOf(tag))
        : "";
  }

  /** The numbers that are counted with each row. */
  static int[] counts(QueryLevel level) {
    return switch (level) {
      case PATIENT ->
          new int[] {
            Tag.NumberOfPatientRelatedStudies,
            Tag.NumberOfPatientRelatedSeries,
            Tag.NumberOfPatientRelatedInstances
          };
      case STUDY -> new int[] {Tag.NumberOfStudyRelatedSeries, Tag.NumberOfStudyRelatedInstances};
      case SERIES ->
          new int[] {
            Tag.NumberOfStudyRelatedSeries,
            Tag.NumberOfStudyRelatedInstances,
            Tag.NumberOfSeriesRelatedInstances
          };
      // counted once per study and series of the page, not once per row
      case IMAGE -> new int[] {};
    };
  }

  static String columnOf(int tag) {
    return "n%08x".formatted(tag);
  }
}
