package vn.lienvien.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.testdata.BenchStudies;

/** The studies that the link is measured with, made or found when they are first asked for. */
record BenchMaterials(Path directory, Path data) {
  private static final int SMALL_OBJECTS = 300;
  private static final int LARGE_SLICES = 64;
  private static final int HUGE_SLICES = 240;

  Path of(LinkCase.Material material) throws IOException {
    return switch (material) {
      case CT -> real("series_ct_ge_head28");
      case MR -> real("series_mr_sie_pdt2_70");
      case SMALL -> made("small", folder -> BenchStudies.writeSmall(folder, SMALL_OBJECTS));
      case LARGE -> made("large", folder -> BenchStudies.writeLarge(folder, LARGE_SLICES));
      case HUGE -> made("huge", folder -> BenchStudies.writeLarge(folder, HUGE_SLICES));
    };
  }

  /** One radiograph of eight million bytes. */
  Path radiograph() throws IOException {
    return made("radiograph", BenchStudies::writeRadiograph);
  }

  private Path real(String series) {
    Path folder = data.resolve(series);
    if (!Files.isDirectory(folder)) {
      throw new StageException("no " + series + " below " + data + "; give --data DIR");
    }
    return folder;
  }

  private interface Maker {
    void write(Path folder) throws IOException;
  }

  private Path made(String name, Maker maker) throws IOException {
    Path folder = directory.resolve(name);
    if (!Files.isDirectory(folder)) {
      maker.write(folder);
    }
    return folder;
  }
}
