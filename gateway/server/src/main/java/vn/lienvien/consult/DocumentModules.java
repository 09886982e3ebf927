package vn.lienvien.consult;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Order;

/**
 * The modules that SR and Encapsulated PDF share (PS3.3 C.7.1.1, C.7.2.1, C.7.5.1, C.12.1): patient
 * and study as in the images, everything in ISO_IR 192, every UID a function of the case.
 */
final class DocumentModules {
  private static final int[] COPIED = {
    Tag.PatientName,
    Tag.PatientID,
    Tag.IssuerOfPatientID,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.OtherPatientIDsSequence,
    Tag.PatientAge,
    Tag.PatientSize,
    Tag.PatientWeight,
    Tag.StudyInstanceUID,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.ReferringPhysicianName,
    Tag.StudyID,
    Tag.AccessionNumber,
    Tag.StudyDescription,
  };

  /** Type 2 in their modules: there even when empty. */
  private static final int[] REQUIRED_EVEN_EMPTY = {
    Tag.PatientName,
    Tag.PatientID,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.ReferringPhysicianName,
    Tag.StudyID,
    Tag.AccessionNumber,
  };

  private DocumentModules() {}

  /** The SOP Instance UID of a case's object: the same after every restart. */
  static String sopInstanceUID(String caseId, CaseObject.Kind kind) {
    return UIDs.nameBased(caseId + "/" + kind);
  }

  /** The Series Instance UID of a case's objects of one kind. */
  static String seriesInstanceUID(String caseId, CaseObject.Kind kind) {
    return UIDs.nameBased(caseId + "/" + kind + "/series");
  }

  static Attributes of(DocumentSubject subject, CaseObject.Kind kind, Instant at) {
    String caseId = subject.consultation().caseId();
    Attributes dataset = subject.image().subset(COPIED).useUnicode();
    for (int tag : REQUIRED_EVEN_EMPTY) {
      if (!dataset.contains(tag)) {
        dataset.setEmpty(tag);
      }
    }
    return dataset
        .set(Tag.SOPInstanceUID, sopInstanceUID(caseId, kind))
        .set(Tag.SeriesInstanceUID, seriesInstanceUID(caseId, kind))
        .setIntegers(Tag.SeriesNumber, 9000 + kind.ordinal())
        .setIntegers(Tag.InstanceNumber, 1)
        .set(Tag.InstanceCreationDate, VietnamTime.dicomDate(at))
        .set(Tag.InstanceCreationTime, VietnamTime.dicomTime(at))
        .set(Tag.ContentDate, VietnamTime.dicomDate(at))
        .set(Tag.ContentTime, VietnamTime.dicomTime(at))
        .set(Tag.SeriesDate, VietnamTime.dicomDate(at))
        .set(Tag.SeriesTime, VietnamTime.dicomTime(at))
        .set(Tag.TimezoneOffsetFromUTC, VietnamTime.DICOM_OFFSET)
        .set(Tag.Manufacturer, "Liên Viện")
        .set(Tag.ManufacturerModelName, "Liên Viện gateway")
        .set(Tag.InstitutionName, longString(subject.consultation().self().name()));
  }

  /** (0040,A375) of the evidence, by study and series (PS3.3 C.17.2.3). */
  static Attributes[] evidence(List<InstanceRecord> instances) {
    Map<String, Map<String, List<InstanceRecord>>> studies = new LinkedHashMap<>();
    for (InstanceRecord instance : instances) {
      studies
          .computeIfAbsent(instance.studyInstanceUID(), uid -> new LinkedHashMap<>())
          .computeIfAbsent(instance.seriesInstanceUID(), uid -> new ArrayList<>())
          .add(instance);
    }
    return studies.entrySet().stream()
        .map(study ->
            new Attributes()
                .set(Tag.StudyInstanceUID, study.getKey())
                .setItems(Tag.ReferencedSeriesSequence, series(study.getValue())))
        .toArray(Attributes[]::new);
  }

  private static Attributes[] series(Map<String, List<InstanceRecord>> series) {
    return series.entrySet().stream()
        .map(one ->
            new Attributes()
                .set(Tag.SeriesInstanceUID, one.getKey())
                .setItems(
                    Tag.ReferencedSOPSequence,
                    one.getValue().stream()
                        .map(DocumentModules::reference)
                        .toArray(Attributes[]::new)))
        .toArray(Attributes[]::new);
  }

  /** A SOP instance reference (PS3.3 table 10-11). */
  static Attributes reference(InstanceRecord instance) {
    return new Attributes()
        .set(Tag.ReferencedSOPClassUID, instance.sopClassUID())
        .set(Tag.ReferencedSOPInstanceUID, instance.sopInstanceUID());
  }

  /** (0040,A370): the order that the document answers. */
  static Attributes request(DocumentSubject subject) {
    Order order = subject.consultation().order();
    return new Attributes()
        .set(Tag.StudyInstanceUID, subject.consultation().studyInstanceUID())
        .setItems(Tag.ReferencedStudySequence)
        .set(Tag.AccessionNumber, order.accessionNumber())
        .set(Tag.PlacerOrderNumberImagingServiceRequest, longString(order.placerOrderNumber()))
        .setEmpty(Tag.FillerOrderNumberImagingServiceRequest)
        .setEmpty(Tag.RequestedProcedureID)
        .set(Tag.RequestedProcedureDescription, longString(order.requestedProcedure()))
        .setItems(Tag.RequestedProcedureCodeSequence);
  }

  /** Text as VR LO holds it: one line, no backslash, at most 64 characters. */
  static String longString(String text) {
    String line =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replaceAll("[\\\\\\p{Cntrl}]+", " ")
            .strip();
    return line.codePointCount(0, line.length()) <= 64
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 64)).strip();
  }

  /** A displayed name as VR PN: whole in the first component, never split. */
  static String personName(String name) {
    return longString(name.replace('=', ' '));
  }
}
