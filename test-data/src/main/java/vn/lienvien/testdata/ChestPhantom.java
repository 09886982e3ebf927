package vn.lienvien.testdata;

/** A frontal chest as a computed radiograph sees it, with a consolidation low in the right lung. */
final class ChestPhantom {
  private ChestPhantom() {}

  /**
   * Attenuation along the ray at a point of the detector.
   *
   * @param x -1 (the patient's right) to 1
   * @param y 0 (top) to 1
   * @return 0 (air) to about 1 (spine behind the heart)
   */
  static double attenuationAt(double x, double y) {
    double half = 0.52 + 0.36 * Math.min(1, y * 3.2);
    double edge = smooth((half - Math.abs(x)) / 0.06);
    double body = 0.46 * edge * Math.sqrt(Math.max(0, 1 - 0.55 * x * x));
    double lungs = lung(x, y, -0.36) + lung(x, y, 0.38);
    double ribs =
        0.075 * edge * Math.max(0, Math.cos(38 * (y + 0.16 * x * x))) * smooth((0.86 - y) / 0.1);
    double spine = 0.2 * smooth((0.085 - Math.abs(x)) / 0.03);
    double heart = 0.22 * disc(x - 0.14, y - 0.63, 0.27, 0.17);
    double diaphragm = 0.3 * smooth((y - 0.8 - 0.07 * Math.cos(5 * x)) / 0.03) * edge;
    double consolidation = 0.13 * disc(x + 0.42, y - 0.66, 0.13, 0.08);
    return Math.max(0, body - 0.3 * lungs + ribs + spine + heart + diaphragm + consolidation);
  }

  private static double lung(double x, double y, double centre) {
    return disc(x - centre, y - 0.48, 0.3, 0.33);
  }

  private static double disc(double dx, double dy, double rx, double ry) {
    double r = Math.sqrt(dx * dx / (rx * rx) + dy * dy / (ry * ry));
    return smooth((1 - r) / 0.18);
  }

  /** 0 below 0, 1 above 1, a cubic between. */
  private static double smooth(double t) {
    double clamped = Math.clamp(t, 0, 1);
    return clamped * clamped * (3 - 2 * clamped);
  }
}
