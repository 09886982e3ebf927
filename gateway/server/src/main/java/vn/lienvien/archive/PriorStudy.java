package vn.lienvien.archive;

import java.util.List;

/**
 * Another study of a patient, as the archive's index has it.
 *
 * @param studyDate DICOM DA, as it came
 * @param modalities of its series, sorted
 * @param bodyParts (0018,0015) of its series, sorted
 * @param samePatientID false where only the name and the birth date say whose it is
 */
public record PriorStudy(
    String studyInstanceUID,
    String patientID,
    String patientName,
    String studyDate,
    String studyTime,
    String studyDescription,
    List<String> modalities,
    List<String> bodyParts,
    long instances,
    boolean samePatientID) {

  PriorStudy withSeries(List<String> itsModalities, List<String> itsBodyParts) {
    return new PriorStudy(
        studyInstanceUID,
        patientID,
        patientName,
        studyDate,
        studyTime,
        studyDescription,
        itsModalities,
        itsBodyParts,
        instances,
        samePatientID);
  }
}
