package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.consult.Annotations.KeyImage;
import vn.lienvien.consult.Annotations.Kind;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.Annotations.Value;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;

/** A reader's marks as DICOM, judged by dicom3tools, DCMTK and pydicom. */
class AnnotationObjectsTest {
  private static final StructuredReport.Observer READER =
      new StructuredReport.Observer(
          "BS. CKII Lê Thị Ngọc Ánh", "Bệnh viện Bạch Mai", Samples.SIGNED);

  @TempDir Path directory;

  @Test
  void pixelMedFindsNoErrorInThem() throws Exception {
    assertThat(write(MeasurementReport.of(subject(), everyKind(), READER)).pixelMed())
        .contains("Found Root Template TID_1500", "IOD validation complete")
        .doesNotContain("Error");
  }

  @Test
  void measurementsAreAValidComprehensiveSr() throws Exception {
    WrittenDocument written = write(MeasurementReport.of(subject(), everyKind(), READER));
    assertThat(written.errors()).isEmpty();
    assertThat(written.dump())
        .contains("Comprehensive SR Document")
        .contains("\"Imaging Measurement Report\"")
        .contains("NUM:(,,\"Length\")=\"66.6\" (mm,UCUM,\"millimeter\")")
        .contains(
            "NUM:(,,\"Attenuation Coefficient\")=\"28.4\" ([hnsf'U],UCUM,\"Hounsfield unit\")")
        .contains("SCOORD")
        .contains("TEXT:(,,\"Comment\")=\"Ổ tụ máu\"");
  }

  @Test
  void aMeasurementNamesItsPlacesAndItsImage() throws Exception {
    WrittenDocument written = write(MeasurementReport.of(subject(), everyKind(), READER));
    String script =
        """
        import sys, pydicom
        d = pydicom.dcmread(sys.argv[1])
        groups = [c for c in d.ContentSequence if c.ConceptNameCodeSequence[0].CodeValue == '126010'][0].ContentSequence
        for group in groups:
            name = group.ContentSequence[0].TextValue
            for item in group.ContentSequence:
                for shape in item.get('ContentSequence', []):
                    if shape.ValueType == 'SCOORD':
                        image = shape.ContentSequence[0].ReferencedSOPSequence[0]
                        print(name, shape.GraphicType, list(shape.GraphicData), image.ReferencedSOPInstanceUID, image.get('ReferencedFrameNumber'))
        """;
    assertThat(written.python(script))
        .contains(":Length POLYLINE [10.5, 20.25, 110.0, 95.0] 1.2.3.4.1 None")
        .contains(
            ":EllipticalROI ELLIPSE [10.0, 15.0, 50.0, 15.0, 30.0, 10.0, 30.0, 20.0] 1.2.3.4.1 None")
        .contains(":Probe POINT [7.0, 8.0] 1.2.3.4.2 3")
        .contains(":CobbAngle POLYLINE [0.0, 0.0, 1.0, 1.0]")
        .contains(":CobbAngle POLYLINE [2.0, 0.0, 3.0, 1.0]");
  }

  @Test
  void keyImagesAreAValidKeyObjectSelection() throws Exception {
    List<KeyImage> keys = List.of(new KeyImage("1.2.3.4.2", 3), new KeyImage("1.2.3.4.1", 1));
    WrittenDocument written = write(KeyImageSelection.of(subject(), keys, READER));
    assertThat(written.errors()).isEmpty();
    assertThat(written.dump())
        .contains("Key Object Selection Document")
        .contains("Of Interest")
        .contains("IMAGE");
  }

  @Test
  void isTheSameObjectEachTime() {
    assertThat(MeasurementReport.of(subject(), everyKind(), READER))
        .isEqualTo(MeasurementReport.of(subject(), everyKind(), READER));
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    Mark half = mark(Kind.COBB, at(0, 0));
    Mark nowhere = mark(Kind.PROBE, at(Double.NaN, 0));
    assertThat(new Annotations(List.of(half), List.of(), List.of()).fault()).isPresent();
    assertThat(new Annotations(List.of(nowhere), List.of(), List.of()).fault()).isPresent();
    assertThat(new Annotations(everyKind(), List.of(new KeyImage("1.2", 1)), List.of()).fault())
        .isEmpty();
    assertThat(
            Annotations.read(new Annotations(everyKind(), List.of(), List.of()).json())
                .measurements())
        .isEqualTo(everyKind());
  }

  private static List<Mark> everyKind() {
    return List.of(
        mark(Kind.LENGTH, at(10.5, 20.25, 110, 95), new Value(MeasuredConcept.LENGTH, 66.6, "mm")),
        mark(Kind.ANGLE, at(1, 1, 2, 2, 3, 1), new Value(MeasuredConcept.ANGLE, 42.5, "°")),
        mark(Kind.COBB, at(0, 0, 1, 1, 2, 0, 3, 1), new Value(MeasuredConcept.COBB, 12, "°")),
        mark(
            Kind.ELLIPSE,
            at(10, 10, 50, 20),
            new Value(MeasuredConcept.MEAN, 28.4, "HU"),
            new Value(MeasuredConcept.DEVIATION, 6.8, "HU"),
            new Value(MeasuredConcept.AREA, 777, "mm²")),
        mark(
            Kind.RECTANGLE,
            at(0, 0, 2, 2),
            new Value(MeasuredConcept.AREA, 4, "px²"),
            new Value(MeasuredConcept.COUNT, 4, "px")),
        mark(
            Kind.BIDIRECTIONAL,
            at(0, 0, 9, 0, 4, 0, 4, 4),
            new Value(MeasuredConcept.LONG_AXIS, 9, "mm"),
            new Value(MeasuredConcept.SHORT_AXIS, 4, "mm")),
        mark(
            Kind.CARDIOTHORACIC,
            at(0, 0, 9, 0, 0, 4, 20, 4),
            new Value(MeasuredConcept.RATIO, 0.52, "")),
        new Mark(
            id(Kind.PROBE),
            Kind.PROBE,
            "1.2.3.4.2",
            3,
            at(7, 8),
            "",
            List.of(new Value(MeasuredConcept.VALUE, -1000, "HU"))),
        new Mark(
            id(Kind.ARROW), Kind.ARROW, "1.2.3.4.1", 1, at(5, 5, 9, 9), "Ổ tụ máu", List.of()));
  }

  /** A mark without a label on the first image. */
  private static Mark mark(Kind kind, List<Place> points, Value... values) {
    return new Mark(id(kind), kind, "1.2.3.4.1", 1, points, "", List.of(values));
  }

  private static String id(Kind kind) {
    return "0d6f5a52-1111-4222-8333-44445555666" + kind.ordinal();
  }

  /** Places from columns and rows, pair by pair. */
  private static List<Place> at(double... pairs) {
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> new Place(pairs[2 * i], pairs[2 * i + 1]))
        .toList();
  }

  private WrittenDocument write(Attributes dataset) throws IOException {
    return WrittenDocument.of(dataset, directory);
  }

  private static DocumentSubject subject() {
    return Samples.subject(
        Samples.image(1, UID.CTImageStorage, 1),
        Samples.image(2, UID.UltrasoundMultiFrameImageStorage, 5));
  }
}
