package vn.lienvien.dicom.codec;

import java.util.Locale;

/**
 * A VOI window (PS3.3 C.11.2.1.2): values around the center, over the width, fill the gray scale.
 *
 * @param width more than 0; for LINEAR at least 1
 */
public record Window(double center, double width, Function function) {
  /** VOI LUT Function (PS3.3 C.11.2.1.3). */
  public enum Function {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID;

    static Function of(String keyword) {
      return switch (keyword.toUpperCase(Locale.ROOT)) {
        case "LINEAR_EXACT" -> LINEAR_EXACT;
        case "SIGMOID" -> SIGMOID;
        default -> LINEAR;
      };
    }
  }

  public Window {
    boolean possible = function == Function.LINEAR ? width >= 1 : width > 0;
    if (!possible || !Double.isFinite(center) || !Double.isFinite(width)) {
      throw new IllegalArgumentException("a window of width " + width);
    }
  }

  /** All values from the least to the greatest. */
  static Window over(double least, double greatest) {
    return new Window((least + greatest) / 2, Math.max(greatest - least, 1), Function.LINEAR_EXACT);
  }

  /** Where a modality value lies in the gray scale, 0 to 1. */
  double gray(double value) {
    return switch (function) {
      case LINEAR ->
          width == 1
              ? (value <= center - 0.5 ? 0 : 1)
              : Math.clamp((value - (center - 0.5)) / (width - 1) + 0.5, 0, 1);
      case LINEAR_EXACT -> Math.clamp((value - center) / width + 0.5, 0, 1);
      case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
    };
  }
}
