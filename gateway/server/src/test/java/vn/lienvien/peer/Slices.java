package vn.lienvien.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * A made-up CT study: small smooth slices in some series.
 *
 * @param number digits from which its UIDs, patient ID and accession number are made
 */
public record Slices(String number) {
  private static final int SIDE = 64;

  public String studyInstanceUID() {
    return "2.25.7" + number;
  }

  public String seriesInstanceUID(int series) {
    return studyInstanceUID() + "." + series;
  }

  public String sopInstanceUID(int series, int index) {
    return seriesInstanceUID(series) + "." + index;
  }

  public String patientID() {
    return "BN" + number;
  }

  public String accessionNumber() {
    return "ACC" + number;
  }

  /** One of its slices. */
  public Attributes slice(int series, int index) {
    return smooth(index)
        .set(Tag.SOPInstanceUID, sopInstanceUID(series, index))
        .set(Tag.StudyInstanceUID, studyInstanceUID())
        .set(Tag.SeriesInstanceUID, seriesInstanceUID(series))
        .set(Tag.PatientName, "Nguyễn^Văn^Đức")
        .set(Tag.PatientID, patientID())
        .set(Tag.PatientBirthDate, "19500203")
        .set(Tag.PatientSex, "M")
        .set(Tag.AccessionNumber, accessionNumber())
        .set(Tag.StudyID, number)
        .set(Tag.StudyDate, "20261122")
        .set(Tag.StudyTime, "081500")
        .set(Tag.SeriesNumber, Integer.toString(series))
        .set(Tag.InstanceNumber, Integer.toString(index));
  }

  /** A CT slice of 64 x 64 smooth 12-bit pixels, and nothing else. */
  public static Attributes smooth(int index) {
    byte[] pixels = new byte[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      pixels[2 * i] = (byte) (i % SIDE + i / SIDE + index);
    }
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.Modality, "CT")
        .setIntegers(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setIntegers(Tag.Rows, SIDE)
        .setIntegers(Tag.Columns, SIDE)
        .setIntegers(Tag.BitsAllocated, 16)
        .setIntegers(Tag.BitsStored, 12)
        .setIntegers(Tag.HighBit, 11)
        .setIntegers(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }

  /** One series of that many files, explicit VR little endian. */
  public List<Path> write(Path directory, int series, int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      Path file = directory.resolve("%s-%d-%d.dcm".formatted(number, series, index));
      files.add(write(file, slice(series, index)));
    }
    return files;
  }

  public static Path write(Path file, Attributes dataset) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Attributes meta =
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "TEST");
    Part10Writer.write(file, meta, dataset);
    return file;
  }
}
