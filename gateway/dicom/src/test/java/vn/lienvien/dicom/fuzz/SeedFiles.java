package vn.lienvien.dicom.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;

/** Small files as the beginning of mutation: one made up, and real ones where there are any. */
public final class SeedFiles {
  private SeedFiles() {}

  /** Files up to a size that can be read at least in part. */
  public static List<DicomFile> upTo(long bytes) throws IOException {
    List<Path> files = new ArrayList<>(List.of(madeUp()));
    files.addAll(SharedData.filesIfAny());
    return readable(files, bytes);
  }

  /** A little of everything that a data set holds. */
  private static Path madeUp() throws IOException {
    Path file = Files.createTempFile("seed", ".dcm");
    file.toFile().deleteOnExit();
    Attributes dataset =
        MadeUpImage.grayscale(2, 2, 8, 8)
            .set(Tag.ImageType, "ORIGINAL", "", "AXIAL")
            .set(Tag.PatientName, "Nguyen^Van Duc=阮^文德")
            .setEmpty(Tag.AccessionNumber)
            .set(Tag.WindowCenter, "40.5", "-5")
            .setNumbers(Tag.RealWorldValueSlope, 0.1)
            .set(Tag.FrameIncrementPointer, "00181063")
            .setItems(Tag.ReferencedImageSequence, new Attributes().set(Tag.StudyID, "7"))
            .set(0x00110010, VR.LO, "CREATOR")
            .setBytes(0x00111001, VR.UN, new byte[] {1, 2})
            .setBytes(Tag.PixelData, VR.OB, new byte[4]);
    return MadeUpImage.write(file, dataset);
  }

  /** Those of the files up to a size that can be read at least in part. */
  public static List<DicomFile> readable(List<Path> paths, long bytes) throws IOException {
    List<DicomFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.size(path) <= bytes) {
        try {
          files.add(DicomFile.readToFault(path));
        } catch (DicomFormatException notDicom) {
          System.out.println("no seed: " + path.getFileName());
        }
      }
    }
    return files;
  }
}
