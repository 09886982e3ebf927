package vn.lienvien.archive;

import java.util.Set;
import vn.lienvien.dicom.data.Tag;

/**
 * Which attributes a level's answer may take from the header of one of its instances: those that
 * are the same for all of them (PS3.3 tables A.1.2, PS3.4 C.6.1.1.2 to C.6.1.1.5).
 */
final class LevelAttributes {
  private static final Set<Integer> STUDY =
      Set.of(
          Tag.StudyInstanceUID,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.AccessionNumber,
          Tag.IssuerOfAccessionNumberSequence,
          Tag.StudyID,
          Tag.StudyDescription,
          Tag.ReferringPhysicianName,
          Tag.PhysiciansOfRecord,
          Tag.NameOfPhysiciansReadingStudy,
          Tag.AdmittingDiagnosesDescription,
          Tag.ProcedureCodeSequence,
          Tag.ReferencedStudySequence,
          Tag.TimezoneOffsetFromUTC,
          Tag.InstitutionName);

  private static final Set<Integer> SERIES =
      Set.of(
          Tag.SeriesInstanceUID,
          Tag.Modality,
          Tag.SeriesNumber,
          Tag.SeriesDate,
          Tag.SeriesTime,
          Tag.SeriesDescription,
          Tag.SeriesDescriptionCodeSequence,
          Tag.BodyPartExamined,
          Tag.Laterality,
          Tag.ProtocolName,
          Tag.PatientPosition,
          Tag.PerformingPhysicianName,
          Tag.OperatorsName,
          Tag.Manufacturer,
          Tag.ManufacturerModelName,
          Tag.StationName,
          Tag.InstitutionalDepartmentName,
          Tag.PerformedProcedureStepStartDate,
          Tag.PerformedProcedureStepStartTime,
          Tag.PerformedProcedureStepID,
          Tag.PerformedProcedureStepDescription,
          Tag.RequestAttributesSequence,
          Tag.FrameOfReferenceUID);

  private LevelAttributes() {}

  static boolean belong(int tag, QueryLevel level) {
    boolean patient = tag >>> 16 == 0x0010;
    return switch (level) {
      case PATIENT -> patient;
      case STUDY -> patient || STUDY.contains(tag);
      case SERIES -> patient || STUDY.contains(tag) || SERIES.contains(tag);
      case IMAGE -> true;
    };
  }
}
