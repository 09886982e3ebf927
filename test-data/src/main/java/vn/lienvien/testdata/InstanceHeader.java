package vn.lienvien.testdata;

import java.util.Locale;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;

/** The data set of one phantom instance, all but its pixels (PS3.3 A.2, A.3, A.4). */
final class InstanceHeader {
  private InstanceHeader() {}

  static Attributes of(PhantomStudy study, SeriesPlan series, int slice) {
    Attributes header = new Attributes();
    header.set(Tag.SpecificCharacterSet, "ISO_IR 192");
    identity(header, study, series, slice);
    patientAndStudy(header, study);
    header.set(Tag.Modality, study.modality());
    header.set(Tag.Manufacturer, "Liên Viện phantom");
    header.set(Tag.InstitutionName, "Bệnh viện huyện A (dữ liệu giả)");
    header.set(Tag.SeriesNumber, Integer.toString(series.seriesNumber()));
    header.set(Tag.SeriesDescription, series.seriesDescription());
    header.set(Tag.InstanceNumber, Integer.toString(slice + 1));
    switch (study.modality()) {
      case "CT" -> computedTomography(header, series, slice);
      case "MR" -> magneticResonance(header, series, slice);
      default -> computedRadiography(header, series);
    }
    pixelModule(header, study, series);
    return header;
  }

  static String sopClassUID(String modality) {
    return switch (modality) {
      case "CT" -> UID.CTImageStorage;
      case "MR" -> UID.MRImageStorage;
      default -> UID.ComputedRadiographyImageStorage;
    };
  }

  private static void identity(
      Attributes header, PhantomStudy study, SeriesPlan series, int slice) {
    String studySeed = "lienvien-phantom/" + study.accessionNumber();
    String seriesSeed = studySeed + "/" + series.seriesNumber();
    header.set(Tag.SOPClassUID, sopClassUID(study.modality()));
    header.set(Tag.SOPInstanceUID, UIDs.nameBased(seriesSeed + "/" + (slice + 1)));
    header.set(Tag.SeriesInstanceUID, UIDs.nameBased(seriesSeed));
    header.set(Tag.StudyInstanceUID, UIDs.nameBased(studySeed));
  }

  private static void patientAndStudy(Attributes header, PhantomStudy study) {
    header.set(Tag.PatientName, study.patient().patientName());
    header.set(Tag.PatientID, study.patient().patientID());
    header.set(Tag.PatientBirthDate, study.patient().birthDate());
    header.set(Tag.PatientSex, study.patient().sex());
    header.set(Tag.StudyDate, study.studyDate());
    header.set(Tag.SeriesDate, study.studyDate());
    header.set(Tag.ContentDate, study.studyDate());
    header.set(Tag.StudyTime, study.studyTime());
    header.set(Tag.SeriesTime, study.studyTime());
    header.set(Tag.ContentTime, study.studyTime());
    header.set(Tag.TimezoneOffsetFromUTC, "+0700");
    header.set(Tag.AccessionNumber, study.accessionNumber());
    header.set(Tag.StudyID, study.accessionNumber());
    header.set(Tag.StudyDescription, study.studyDescription());
    header.setEmpty(Tag.ReferringPhysicianName);
    header.setEmpty(Tag.AcquisitionNumber);
  }

  private static void computedTomography(Attributes header, SeriesPlan series, int slice) {
    header.set(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
    header.set(Tag.BodyPartExamined, "HEAD");
    header.set(Tag.PatientPosition, "HFS");
    header.set(Tag.KVP, "120");
    header.set(Tag.RescaleIntercept, "0");
    header.set(Tag.RescaleSlope, "1");
    header.set(Tag.RescaleType, "HU");
    header.set(Tag.WindowCenter, "40", "500");
    header.set(Tag.WindowWidth, "80", "2500");
    imagePlane(header, series.geometry(), slice);
  }

  private static void magneticResonance(Attributes header, SeriesPlan series, int slice) {
    header.set(Tag.ImageType, "ORIGINAL", "PRIMARY", "M");
    header.set(Tag.BodyPartExamined, "HEAD");
    header.set(Tag.PatientPosition, "HFS");
    header.set(Tag.ScanningSequence, "SE");
    header.set(Tag.SequenceVariant, "NONE");
    header.setEmpty(Tag.ScanOptions);
    header.set(Tag.MRAcquisitionType, "2D");
    boolean t1 = series.seriesNumber() == 1;
    header.set(Tag.RepetitionTime, t1 ? "500" : "4000");
    header.set(Tag.EchoTime, t1 ? "12" : "100");
    header.set(Tag.EchoTrainLength, t1 ? "1" : "9");
    header.set(Tag.WindowCenter, "450");
    header.set(Tag.WindowWidth, "900");
    imagePlane(header, series.geometry(), slice);
  }

  private static void computedRadiography(Attributes header, SeriesPlan series) {
    header.set(Tag.ImageType, "ORIGINAL", "PRIMARY");
    header.set(Tag.BodyPartExamined, "CHEST");
    header.set(Tag.ViewPosition, "PA");
    header.set(Tag.PatientOrientation, "L", "F");
    header.set(Tag.ImagerPixelSpacing, spacing(series.geometry()));
    header.set(Tag.WindowCenter, "1700");
    header.set(Tag.WindowWidth, "2900");
  }

  private static void imagePlane(Attributes header, SeriesGeometry geometry, int slice) {
    header.set(
        Tag.FrameOfReferenceUID,
        UIDs.nameBased(header.string(Tag.StudyInstanceUID, "") + "/frame of reference"));
    header.setEmpty(Tag.PositionReferenceIndicator);
    header.set(Tag.PixelSpacing, spacing(geometry));
    header.set(Tag.SliceThickness, decimal(geometry.sliceStep()));
    header.set(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0");
    header.set(
        Tag.ImagePositionPatient,
        decimal(geometry.x(0)),
        decimal(geometry.y(0)),
        decimal(geometry.z(slice)));
    header.set(Tag.SliceLocation, decimal(geometry.z(slice)));
  }

  private static void pixelModule(Attributes header, PhantomStudy study, SeriesPlan series) {
    boolean signed = study.modality().equals("CT");
    int bitsStored = signed ? 16 : 12;
    header.setIntegers(Tag.SamplesPerPixel, 1);
    header.set(Tag.PhotometricInterpretation, "MONOCHROME2");
    header.setIntegers(Tag.Rows, series.geometry().rows());
    header.setIntegers(Tag.Columns, series.geometry().columns());
    header.setIntegers(Tag.BitsAllocated, 16);
    header.setIntegers(Tag.BitsStored, bitsStored);
    header.setIntegers(Tag.HighBit, bitsStored - 1);
    header.setIntegers(Tag.PixelRepresentation, signed ? 1 : 0);
  }

  private static String[] spacing(SeriesGeometry geometry) {
    return new String[] {decimal(geometry.spacing()), decimal(geometry.spacing())};
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
