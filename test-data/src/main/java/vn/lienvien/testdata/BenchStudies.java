package vn.lienvien.testdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Phantom studies of the shapes that make a line suffer: very many small objects, or very many
 * bytes.
 */
public final class BenchStudies {
  private static final Patient PATIENT = new Patient("BN0009", "HOÀNG VĂN ĐỨC", "19700707", "M");

  private BenchStudies() {}

  /** MR slices of 128 x 128, about the size of a PET's once compressed. */
  public static void writeSmall(Path folder, int objects) throws IOException {
    write(folder, study("MR"), SeriesPlan.small(objects));
  }

  /** CT slices of 512 x 512. */
  public static void writeLarge(Path folder, int objects) throws IOException {
    write(folder, study("CT"), SeriesPlan.stack(objects));
  }

  /** One CR of 2000 x 2000: eight million bytes. */
  public static void writeRadiograph(Path folder) throws IOException {
    write(folder, study("CR"), SeriesPlan.RADIOGRAPH);
  }

  private static PhantomStudy study(String modality) {
    return new PhantomStudy(
        "bench",
        PATIENT,
        modality,
        modality + "BENCH",
        "20261122",
        "120000",
        "Do duong truyen " + modality,
        "Đo đường truyền.",
        "R");
  }

  private static void write(Path folder, PhantomStudy study, SeriesPlan series) throws IOException {
    Files.createDirectories(folder);
    for (int slice = 0; slice < series.geometry().slices(); slice++) {
      PhantomStudies.write(folder, study, series, slice);
    }
  }
}
