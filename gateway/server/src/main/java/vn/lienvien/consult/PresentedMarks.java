package vn.lienvien.consult;

import java.util.List;
import java.util.stream.Collectors;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.Annotations.Value;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Marks as the graphics of a presentation state: their lines, and what they tell (PS3.3 C.10.5).
 */
final class PresentedMarks {
  private static final String LAYER = "MEASUREMENTS";
  private static final int LONGEST_TEXT = 1024; // VR ST

  private PresentedMarks() {}

  /** Graphic Annotation and Graphic Layer, where there is anything to draw. */
  static void add(Attributes dataset, List<Mark> marks, Attributes image) {
    if (marks.isEmpty()) {
      return;
    }
    Attributes annotation =
        new Attributes()
            .setItems(Tag.ReferencedImageSequence, image)
            .set(Tag.GraphicLayer, LAYER)
            .setItems(
                Tag.GraphicObjectSequence,
                marks.stream()
                    .flatMap(mark -> MarkShape.of(mark).stream())
                    .map(PresentedMarks::graphic)
                    .toArray(Attributes[]::new));
    Attributes[] texts =
        marks.stream()
            .filter(mark -> !words(mark).isEmpty())
            .map(PresentedMarks::text)
            .toArray(Attributes[]::new);
    if (texts.length > 0) {
      annotation.setItems(Tag.TextObjectSequence, texts);
    }
    Attributes layer =
        new Attributes().set(Tag.GraphicLayer, LAYER).setIntegers(Tag.GraphicLayerOrder, 1);
    dataset
        .setItems(Tag.GraphicAnnotationSequence, annotation)
        .setItems(Tag.GraphicLayerSequence, layer);
  }

  private static Attributes graphic(MarkShape shape) {
    Attributes graphic =
        new Attributes()
            .set(Tag.GraphicAnnotationUnits, "PIXEL")
            .setIntegers(Tag.GraphicDimensions, 2)
            .setIntegers(Tag.NumberOfGraphicPoints, shape.places().size())
            .setNumbers(Tag.GraphicData, shape.graphicData())
            .set(Tag.GraphicType, shape.graphicType());
    boolean closed = shape.places().getFirst().equals(shape.places().getLast());
    return shape.graphicType().equals("ELLIPSE") || (closed && shape.places().size() > 2)
        ? graphic.set(Tag.GraphicFilled, "N")
        : graphic;
  }

  private static Attributes text(Mark mark) {
    Place at = mark.points().getLast();
    return new Attributes()
        .set(Tag.AnchorPointAnnotationUnits, "PIXEL")
        .set(Tag.UnformattedTextValue, words(mark))
        .setNumbers(Tag.AnchorPoint, at.x(), at.y())
        .set(Tag.AnchorPointVisibility, "N");
  }

  /** The label, else the values: one alone without its name, several with theirs, line by line. */
  private static String words(Mark mark) {
    boolean named = mark.values().size() > 1;
    String values =
        mark.values().stream()
            .map(value -> named ? name(value) + " " + quantity(value) : quantity(value))
            .collect(Collectors.joining("\r\n"));
    String words = mark.label().isBlank() ? values : mark.label();
    return words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT);
  }

  private static String name(Value value) {
    return value.name().derivation().orElseGet(() -> value.name().name(value.unit())).meaning();
  }

  private static String quantity(Value value) {
    return (MeasuredItem.decimal(value.value()) + " " + value.unit()).strip();
  }
}
