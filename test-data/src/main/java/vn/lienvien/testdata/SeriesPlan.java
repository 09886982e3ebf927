package vn.lienvien.testdata;

/** One series to be made: its number, name and how a slice of it looks. */
record SeriesPlan(
    int seriesNumber, String seriesDescription, SeriesGeometry geometry, SlicePainter painter) {

  /** Makes the stored values of a slice, rows x columns, row by row. */
  @FunctionalInterface
  interface SlicePainter {
    short[] paint(SeriesGeometry geometry, int slice);
  }

  static final SeriesPlan CT_HEAD =
      new SeriesPlan(
          2, "SO NAO 2.5 mm", new SeriesGeometry(512, 512, 64, 0.43, 2.5), SeriesPlan::ctSlice);

  static final SeriesPlan MR_T1 =
      new SeriesPlan(
          1,
          "T1 SE TRA",
          new SeriesGeometry(256, 256, 24, 0.9, 6),
          (geometry, slice) -> mrSlice(geometry, slice, 1, 14));

  static final SeriesPlan MR_T2 =
      new SeriesPlan(
          2,
          "T2 TSE TRA",
          new SeriesGeometry(256, 256, 24, 0.9, 6),
          (geometry, slice) -> mrSlice(geometry, slice, 2, 14));

  static final SeriesPlan RADIOGRAPH =
      new SeriesPlan(
          1, "NGUC THANG", new SeriesGeometry(2000, 2000, 1, 0.175, 1), SeriesPlan::crImage);

  /** Many thin CT slices through the head. */
  static SeriesPlan stack(int slices) {
    SeriesGeometry geometry = new SeriesGeometry(512, 512, slices, 0.43, 160.0 / slices);
    return new SeriesPlan(1, "SO NAO LAT MONG", geometry, SeriesPlan::ctSlice);
  }

  /** Very many small MR slices. */
  static SeriesPlan small(int slices) {
    SeriesGeometry geometry = new SeriesGeometry(128, 128, slices, 1.8, 160.0 / slices);
    return new SeriesPlan(1, "LAT NHO", geometry, (grid, slice) -> mrSlice(grid, slice, 1, 1.7));
  }

  static final SeriesPlan CR_CHEST =
      new SeriesPlan(
          1, "NGUC THANG", new SeriesGeometry(1760, 1760, 1, 0.2, 1), SeriesPlan::crImage);

  /** CT numbers in HU, outside the round field of view -1000. */
  private static short[] ctSlice(SeriesGeometry geometry, int slice) {
    double[] noise = new Noise(1000L + slice, 4.2).plane(geometry.rows(), geometry.columns());
    return plane(
        geometry,
        (row, column) -> {
          double x = geometry.x(column);
          double y = geometry.y(row);
          int at = row * geometry.columns() + column;
          boolean inField = Math.hypot(x, y) < geometry.spacing() * geometry.columns() / 2;
          return inField ? HeadPhantom.at(x, y, geometry.z(slice)).hounsfield + noise[at] : -1000;
        });
  }

  /** Magnitude signal 0 to 4095; the noise is Rician, as the magnitude of a complex image is. */
  private static short[] mrSlice(SeriesGeometry geometry, int slice, int weighting, double noise) {
    long seed = 100_000L * weighting + slice;
    double[] real = new Noise(seed, noise).plane(geometry.rows(), geometry.columns());
    double[] imaginary = new Noise(seed + 50_000, noise).plane(geometry.rows(), geometry.columns());
    return plane(
        geometry,
        (row, column) -> {
          Tissue tissue = HeadPhantom.at(geometry.x(column), geometry.y(row), geometry.z(slice));
          double signal = weighting == 1 ? tissue.t1Signal : tissue.t2Signal;
          int at = row * geometry.columns() + column;
          return Math.hypot(signal + real[at], imaginary[at]);
        });
  }

  /** 12-bit log-exposure values, more where fewer photons arrive. */
  private static short[] crImage(SeriesGeometry geometry, int slice) {
    double[] noise = new Noise(77L + slice, 9).plane(geometry.rows(), geometry.columns());
    return plane(
        geometry,
        (row, column) -> {
          double x = 2.0 * column / (geometry.columns() - 1) - 1;
          double y = (double) row / (geometry.rows() - 1);
          int at = row * geometry.columns() + column;
          double value = 260 + 3300 * ChestPhantom.attenuationAt(x, y) + noise[at];
          return Math.clamp(value, 0, 4095);
        });
  }

  private interface Value {
    double at(int row, int column);
  }

  private static short[] plane(SeriesGeometry geometry, Value value) {
    short[] pixels = new short[geometry.rows() * geometry.columns()];
    for (int row = 0; row < geometry.rows(); row++) {
      for (int column = 0; column < geometry.columns(); column++) {
        pixels[row * geometry.columns() + column] = (short) Math.round(value.at(row, column));
      }
    }
    return pixels;
  }
}
