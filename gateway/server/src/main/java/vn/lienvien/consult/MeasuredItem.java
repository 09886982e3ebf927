package vn.lienvien.consult;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.InstanceRecord;

/** Content items of measurements: numbers, image places and images (PS3.3 C.18). */
final class MeasuredItem {
  private static final Code DERIVATION = Code.dcm(121401, "Derivation");
  private static final MathContext DIGITS = new MathContext(9);

  private MeasuredItem() {}

  /** A number with its unit, inferred from places in an image (TID 300). */
  static Attributes number(Annotations.Value value, Attributes... inferredFrom) {
    List<Attributes> below = new ArrayList<>();
    value
        .name()
        .derivation()
        .ifPresent(how -> below.add(ContentItem.code("HAS CONCEPT MOD", DERIVATION, how)));
    below.addAll(List.of(inferredFrom));
    Attributes measured =
        new Attributes()
            .set(Tag.NumericValue, decimal(value.value()))
            .setItems(Tag.MeasurementUnitsCodeSequence, MeasuredConcept.unit(value.unit()).item());
    return item("CONTAINS", "NUM")
        .setItems(Tag.ConceptNameCodeSequence, value.name().name(value.unit()).item())
        .setItems(Tag.MeasuredValueSequence, measured)
        .setItems(Tag.ContentSequence, below.toArray(Attributes[]::new));
  }

  /** A shape on an image (PS3.3 C.18.6): columns and rows, pair by pair. */
  static Attributes places(String type, List<Place> places, Attributes image) {
    double[] pairs =
        places.stream().flatMap(p -> Stream.of(p.x(), p.y())).mapToDouble(d -> d).toArray();
    return item("INFERRED FROM", "SCOORD")
        .setItems(Tag.ContentSequence, image)
        .setNumbers(Tag.GraphicData, pairs)
        .set(Tag.GraphicType, type);
  }

  /** An image, or one frame of it (PS3.3 C.18.4). */
  static Attributes image(String relationship, InstanceRecord instance, int frameNumber) {
    Attributes reference = DocumentModules.reference(instance);
    if (instance.numberOfFrames() > 1) {
      reference.setIntegers(Tag.ReferencedFrameNumber, frameNumber);
    }
    return item(relationship, "IMAGE").setItems(Tag.ReferencedSOPSequence, reference);
  }

  /** The shapes that a mark consists of. */
  static List<Attributes> shapes(Mark mark, Attributes image) {
    List<Place> at = mark.points();
    return switch (mark.kind()) {
      case PROBE -> List.of(places("POINT", at, image));
      case LENGTH, ANGLE, ARROW -> List.of(places("POLYLINE", at, image));
      case COBB, BIDIRECTIONAL, CARDIOTHORACIC ->
          List.of(
              places("POLYLINE", at.subList(0, 2), image),
              places("POLYLINE", at.subList(2, 4), image));
      case RECTANGLE -> List.of(places("POLYLINE", corners(at.get(0), at.get(1)), image));
      case ELLIPSE -> List.of(places("ELLIPSE", axes(at.get(0), at.get(1)), image));
    };
  }

  /** Closed: the first corner comes last as well. */
  private static List<Place> corners(Place a, Place b) {
    return List.of(a, new Place(b.x(), a.y()), b, new Place(a.x(), b.y()), a);
  }

  /** Ends of the major axis, then of the minor one (PS3.3 C.18.6.1.2). */
  private static List<Place> axes(Place a, Place b) {
    double x = (a.x() + b.x()) / 2;
    double y = (a.y() + b.y()) / 2;
    List<Place> across = List.of(new Place(a.x(), y), new Place(b.x(), y));
    List<Place> down = List.of(new Place(x, a.y()), new Place(x, b.y()));
    boolean wide = Math.abs(b.x() - a.x()) >= Math.abs(b.y() - a.y());
    List<Place> all = new ArrayList<>(wide ? across : down);
    all.addAll(wide ? down : across);
    return all;
  }

  /** As VR DS holds it: at most 16 characters. */
  static String decimal(double value) {
    String plain = new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    return plain.length() <= 16 ? plain : Double.toString((float) value);
  }

  private static Attributes item(String relationship, String valueType) {
    return new Attributes().set(Tag.RelationshipType, relationship).set(Tag.ValueType, valueType);
  }
}
