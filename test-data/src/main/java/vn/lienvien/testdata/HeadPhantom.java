package vn.lienvien.testdata;

import java.util.List;

/**
 * A head with skull, brain, ventricles and a fresh bleed on the left; later shapes cover earlier.
 */
final class HeadPhantom {
  private static final List<Ellipsoid> SHAPES =
      List.of(
          shape(Tissue.SKIN, 0, 0, 0, 78, 98, 95),
          shape(Tissue.FAT, 0, 0, 0, 75, 95, 92),
          shape(Tissue.BONE, 0, 0, 0, 73, 93, 90),
          shape(Tissue.DIPLOE, 0, 0, 0, 70.5, 90.5, 87.5),
          shape(Tissue.BONE, 0, 0, 0, 68.5, 88.5, 85.5),
          shape(Tissue.CEREBROSPINAL_FLUID, 0, 0, 0, 66, 86, 83),
          shape(Tissue.GREY_MATTER, 0, 0, 0, 63.5, 83.5, 80),
          shape(Tissue.WHITE_MATTER, -29, 4, 8, 25, 62, 52),
          shape(Tissue.WHITE_MATTER, 29, 4, 8, 25, 62, 52),
          shape(Tissue.GREY_MATTER, -24, -6, 0, 9, 17, 14),
          shape(Tissue.GREY_MATTER, 24, -6, 0, 9, 17, 14),
          shape(Tissue.CEREBROSPINAL_FLUID, -10, -4, 10, 5.5, 30, 15),
          shape(Tissue.CEREBROSPINAL_FLUID, 10, -4, 10, 5.5, 30, 15),
          shape(Tissue.CEREBROSPINAL_FLUID, 0, 8, -4, 2.5, 12, 9),
          shape(Tissue.AIR, 0, -84, -52, 22, 20, 16),
          shape(Tissue.FRESH_BLOOD, 44, 12, 14, 14, 19, 15),
          shape(Tissue.FRESH_BLOOD, 40, 24, 10, 9, 11, 9));

  private HeadPhantom() {}

  /** The tissue at a point, in millimetres: x to the left, y to the back, z to the top. */
  static Tissue at(double x, double y, double z) {
    for (int i = SHAPES.size() - 1; i >= 0; i--) {
      Ellipsoid shape = SHAPES.get(i);
      if (shape.contains(x, y, z)) {
        return shape.tissue();
      }
    }
    return Tissue.AIR;
  }

  private static Ellipsoid shape(
      Tissue tissue, double x, double y, double z, double rx, double ry, double rz) {
    return new Ellipsoid(tissue, new double[] {x, y, z}, new double[] {rx, ry, rz});
  }
}
