package vn.lienvien.testdata;

/** A filled ellipsoid, axes along x, y, z; all in millimetres from the phantom's centre. */
record Ellipsoid(Tissue tissue, double[] centre, double[] radii) {
  boolean contains(double x, double y, double z) {
    double u = (x - centre[0]) / radii[0];
    double v = (y - centre[1]) / radii[1];
    double w = (z - centre[2]) / radii[2];
    return u * u + v * v + w * w <= 1;
  }
}
