package vn.lienvien.testdata;

/**
 * The grid of one series.
 *
 * @param spacing millimetres between pixel centres, in the slice
 * @param sliceStep millimetres between slices
 */
record SeriesGeometry(int rows, int columns, int slices, double spacing, double sliceStep) {
  /** Slice position along z in millimetres, the stack centred on 0. */
  double z(int slice) {
    return (slice - (slices - 1) / 2.0) * sliceStep;
  }

  double x(int column) {
    return (column - (columns - 1) / 2.0) * spacing;
  }

  double y(int row) {
    return (row - (rows - 1) / 2.0) * spacing;
  }
}
