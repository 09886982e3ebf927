package vn.lienvien.dicom.io;

import java.util.Arrays;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** The kinds of records in a DICOMDIR and the keys that each must have (PS3.3 F.5). */
enum DirectoryRecord {
  PATIENT("PATIENT", Tag.PatientName, Tag.PatientID),
  STUDY(
      "STUDY",
      Tag.StudyDate,
      Tag.StudyTime,
      Tag.AccessionNumber,
      Tag.StudyDescription,
      Tag.StudyInstanceUID,
      Tag.StudyID),
  SERIES("SERIES", Tag.Modality, Tag.SeriesInstanceUID, Tag.SeriesNumber),
  IMAGE("IMAGE", Tag.InstanceNumber),
  SR_DOCUMENT(
      "SR DOCUMENT",
      Tag.ContentDate,
      Tag.ContentTime,
      Tag.InstanceNumber,
      Tag.ConceptNameCodeSequence,
      Tag.CompletionFlag,
      Tag.VerificationFlag),
  KEY_OBJECT(
      "KEY OBJECT DOC",
      Tag.ContentDate,
      Tag.ContentTime,
      Tag.InstanceNumber,
      Tag.ConceptNameCodeSequence),
  PRESENTATION(
      "PRESENTATION",
      Tag.InstanceNumber,
      Tag.ContentLabel,
      Tag.ContentDescription,
      Tag.PresentationCreationDate,
      Tag.PresentationCreationTime,
      Tag.ContentCreatorName),
  WAVEFORM("WAVEFORM", Tag.ContentDate, Tag.ContentTime, Tag.InstanceNumber),
  ENCAPSULATED(
      "ENCAP DOC",
      Tag.ContentDate,
      Tag.ContentTime,
      Tag.InstanceNumber,
      Tag.DocumentTitle,
      Tag.ConceptNameCodeSequence,
      Tag.MIMETypeOfEncapsulatedDocument),
  RT_DOSE("RT DOSE", Tag.InstanceNumber, Tag.DoseSummationType),
  RT_STRUCTURE_SET(
      "RT STRUCTURE SET",
      Tag.InstanceNumber,
      Tag.StructureSetLabel,
      Tag.StructureSetDate,
      Tag.StructureSetTime),
  RT_PLAN("RT PLAN", Tag.InstanceNumber, Tag.RTPlanLabel, Tag.RTPlanDate, Tag.RTPlanTime),
  RAW_DATA("RAW DATA", Tag.ContentDate, Tag.ContentTime, Tag.InstanceNumber),
  REGISTRATION("REGISTRATION", Tag.ContentDate, Tag.ContentTime, Tag.InstanceNumber);

  private final String type;
  private final int[] keys;

  DirectoryRecord(String type, int... keys) {
    this.type = type;
    this.keys = keys;
  }

  /** A record with the keys that the data set has; the others are there without a value. */
  Attributes of(Attributes dataset) {
    Attributes entry =
        dataset
            .subset(Arrays.stream(keys).filter(dataset::contains).toArray())
            .useUnicode()
            .set(Tag.DirectoryRecordType, type);
    for (int key : keys) {
      if (!entry.contains(key)) {
        entry.setEmpty(key);
      }
    }
    return entry;
  }

  static Attributes ofInstance(Attributes dataset) {
    return kindOf(dataset).of(dataset);
  }

  /** By what the object holds, which no list of SOP classes could keep up with. */
  private static DirectoryRecord kindOf(Attributes dataset) {
    String modality = dataset.string(Tag.Modality, "");
    if (dataset.contains(Tag.MIMETypeOfEncapsulatedDocument)) {
      return ENCAPSULATED;
    }
    if (dataset.contains(Tag.PresentationCreationDate)) {
      return PRESENTATION;
    }
    if (dataset.contains(Tag.WaveformSequence)) {
      return WAVEFORM;
    }
    return switch (modality) {
      case "KO" -> KEY_OBJECT;
      case "SR" -> SR_DOCUMENT;
      case "RTDOSE" -> RT_DOSE;
      case "RTSTRUCT" -> RT_STRUCTURE_SET;
      case "RTPLAN" -> RT_PLAN;
      case "REG" -> REGISTRATION;
      default -> dataset.contains(Tag.Rows) ? IMAGE : RAW_DATA;
    };
  }
}
