package vn.lienvien.consult;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.consult.ContentItem.Code;

/** What a value of a measurement is, coded as PS3.16 TID 300 and TID 1419 want it. */
public enum MeasuredConcept {
  LENGTH(new Code("410668003", "SCT", "Length"), null),
  WIDTH(new Code("WIDTH", "99LIENVIEN", "Difference along rows"), null),
  HEIGHT(new Code("HEIGHT", "99LIENVIEN", "Difference along columns"), null),
  ANGLE(new Code("1483009", "SCT", "Angle"), null),
  COBB(new Code("COBB", "99LIENVIEN", "Cobb angle"), null),
  LONG_AXIS(new Code("103339001", "SCT", "Long axis"), null),
  SHORT_AXIS(new Code("103340004", "SCT", "Short axis"), null),
  AREA(new Code("42798000", "SCT", "Area"), null),
  MEAN(Codes.PIXEL_VALUE, new Code("373098007", "SCT", "Mean")),
  DEVIATION(Codes.PIXEL_VALUE, new Code("386136009", "SCT", "Standard Deviation")),
  MINIMUM(Codes.PIXEL_VALUE, new Code("255605001", "SCT", "Minimum")),
  MAXIMUM(Codes.PIXEL_VALUE, new Code("56851009", "SCT", "Maximum")),
  COUNT(new Code("COUNT", "99LIENVIEN", "Number of pixels"), null),
  VALUE(Codes.PIXEL_VALUE, null),
  HEART(new Code("HEART", "99LIENVIEN", "Transverse diameter of heart"), null),
  THORAX(new Code("THORAX", "99LIENVIEN", "Transverse diameter of thorax"), null),
  RATIO(new Code("CTR", "99LIENVIEN", "Cardiothoracic ratio"), null);

  /** Shared by several constants. */
  private static final class Codes {
    static final Code PIXEL_VALUE = new Code("PIXEL-VALUE", "99LIENVIEN", "Pixel value");
    static final Code ATTENUATION = Code.dcm(112031, "Attenuation Coefficient");
  }

  private final Code name;
  private final @Nullable Code derivation;

  MeasuredConcept(Code name, @Nullable Code derivation) {
    this.name = name;
    this.derivation = derivation;
  }

  /** Hounsfield units have a concept of their own. */
  Code name(String unit) {
    return name == Codes.PIXEL_VALUE && unit.equals("HU") ? Codes.ATTENUATION : name;
  }

  /** How the value was made of many (DCM 121401). */
  Optional<Code> derivation() {
    return Optional.ofNullable(derivation);
  }

  /** UCUM for the page's units (PS3.16 CID 82). */
  static Code unit(String unit) {
    return switch (unit) {
      case "mm" -> ucum("mm", "millimeter");
      case "mm²" -> ucum("mm2", "square millimeter");
      case "°" -> ucum("deg", "degree");
      case "HU" -> ucum("[hnsf'U]", "Hounsfield unit");
      case "px" -> ucum("{pixels}", "pixels");
      case "px²" -> ucum("{pixels2}", "square pixels");
      case "s" -> ucum("s", "second");
      case "Hz" -> ucum("Hz", "Hertz");
      case "cm/s" -> ucum("cm/s", "centimeter per second");
      case "BQML" -> ucum("Bq/ml", "Becquerels/milliliter");
      default -> ucum("1", "no units");
    };
  }

  private static Code ucum(String value, String meaning) {
    return new Code(value, "UCUM", meaning);
  }
}
