package vn.lienvien.web;

import vn.lienvien.dicom.data.Tag;

/** What QIDO-RS always returns (PS3.18 tables 10.6.3-3 to 10.6.3-5). */
final class QidoFields {
  static final int[] STUDY = {
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.AccessionNumber,
    Tag.ModalitiesInStudy,
    Tag.ReferringPhysicianName,
    Tag.StudyDescription,
    Tag.PatientName,
    Tag.PatientID,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.StudyInstanceUID,
    Tag.StudyID,
    Tag.NumberOfStudyRelatedSeries,
    Tag.NumberOfStudyRelatedInstances
  };

  static final int[] SERIES = {
    Tag.Modality,
    Tag.SeriesDescription,
    Tag.SeriesInstanceUID,
    Tag.SeriesNumber,
    Tag.NumberOfSeriesRelatedInstances,
    Tag.PerformedProcedureStepStartDate,
    Tag.PerformedProcedureStepStartTime,
    Tag.RequestAttributesSequence
  };

  static final int[] INSTANCE = {
    Tag.SOPClassUID,
    Tag.SOPInstanceUID,
    Tag.InstanceNumber,
    Tag.Rows,
    Tag.Columns,
    Tag.BitsAllocated,
    Tag.NumberOfFrames
  };

  private QidoFields() {}
}
