package vn.lienvien.archive;

import java.util.Map;
import vn.lienvien.dicom.data.Tag;

/** An attribute that queries match on: its column and how its values compare. */
record IndexColumn(String name, QueryLevel level, Form form) {
  /** How values of a column compare (PS3.4 C.2.2.2). */
  enum Form {
    /** Single value, list or wildcards. */
    TEXT,
    /** The same over folded text, group by group. */
    NAME,
    /** One of a list; no wildcards. */
    UID,
    /** Single value or range. */
    DATE,
    /** Single value of any precision, or range. */
    TIME
  }

  /** By tag. Aliases: s study, r series, i instance. */
  static final Map<Integer, IndexColumn> BY_TAG =
      Map.ofEntries(
          Map.entry(Tag.PatientID, study("patient_id", Form.TEXT)),
          Map.entry(Tag.IssuerOfPatientID, study("issuer_of_patient_id", Form.TEXT)),
          Map.entry(Tag.PatientName, study("patient_name_folded", Form.NAME)),
          Map.entry(Tag.PatientBirthDate, study("patient_birth_date", Form.DATE)),
          Map.entry(Tag.PatientSex, study("patient_sex", Form.TEXT)),
          Map.entry(Tag.StudyInstanceUID, study("study_instance_uid", Form.UID)),
          Map.entry(Tag.StudyDate, study("study_date", Form.DATE)),
          Map.entry(Tag.StudyTime, study("study_time", Form.TIME)),
          Map.entry(Tag.AccessionNumber, study("accession_number", Form.TEXT)),
          Map.entry(Tag.StudyID, study("study_id", Form.TEXT)),
          Map.entry(Tag.StudyDescription, study("study_description", Form.TEXT)),
          Map.entry(Tag.ReferringPhysicianName, study("referring_name_folded", Form.NAME)),
          Map.entry(Tag.SeriesInstanceUID, series("series_instance_uid", Form.UID)),
          Map.entry(Tag.Modality, series("modality", Form.TEXT)),
          Map.entry(Tag.SeriesNumber, series("series_number", Form.TEXT)),
          Map.entry(Tag.SeriesDate, series("series_date", Form.DATE)),
          Map.entry(Tag.SeriesTime, series("series_time", Form.TIME)),
          Map.entry(Tag.SeriesDescription, series("series_description", Form.TEXT)),
          Map.entry(Tag.BodyPartExamined, series("body_part_examined", Form.TEXT)),
          Map.entry(Tag.SOPInstanceUID, instance("sop_instance_uid", Form.UID)),
          Map.entry(Tag.SOPClassUID, instance("sop_class_uid", Form.UID)),
          Map.entry(Tag.InstanceNumber, instance("instance_number", Form.TEXT)));

  private static IndexColumn study(String column, Form form) {
    return new IndexColumn("s." + column, QueryLevel.STUDY, form);
  }

  private static IndexColumn series(String column, Form form) {
    return new IndexColumn("r." + column, QueryLevel.SERIES, form);
  }

  private static IndexColumn instance(String column, Form form) {
    return new IndexColumn("i." + column, QueryLevel.IMAGE, form);
  }
}
