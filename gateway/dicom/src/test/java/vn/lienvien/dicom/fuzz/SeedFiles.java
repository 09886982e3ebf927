package vn.lienvien.dicom.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;

/** Small real files as the beginning of mutation. */
public final class SeedFiles {
  private SeedFiles() {}

  /** The real files up to a size that can be read at least in part. */
  public static List<DicomFile> upTo(long bytes) throws IOException {
    return readable(SharedData.filesIfAny(), bytes);
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
