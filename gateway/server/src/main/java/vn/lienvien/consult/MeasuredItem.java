package vn.lienvien.consult;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.Annotations.Mark;
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

  private static Attributes places(MarkShape shape, Attributes image) {
    return item("INFERRED FROM", "SCOORD")
        .setItems(Tag.ContentSequence, image)
        .setNumbers(Tag.GraphicData, shape.graphicData())
        .set(Tag.GraphicType, shape.graphicType());
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
    return MarkShape.of(mark).stream().map(shape -> places(shape, image)).toList();
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
