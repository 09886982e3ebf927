package vn.lienvien.dicom.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes real numbers as DS: at most 16 characters (PS3.5 6.2). */
final class DecimalStrings {
  private static final int MAX_LENGTH = 16;

  private DecimalStrings() {}

  /**
   * The shortest text that reads back as the same number, or the nearest that 16 characters hold.
   */
  static String format(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("DS holds finite numbers only");
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    for (int digits = Math.max(1, exact.precision()); ; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      if (plain.length() <= MAX_LENGTH) {
        return plain;
      }
      String scientific = rounded.toString();
      if (scientific.length() <= MAX_LENGTH) {
        return scientific;
      }
    }
  }
}
