package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.consult.Annotations.KeyImage;
import vn.lienvien.consult.Annotations.Kind;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.Annotations.Value;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/** A reader's marks as DICOM, judged by dicom3tools, DCMTK and pydicom. */
class AnnotationObjectsTest {
  private static final StructuredReport.Observer READER =
      new StructuredReport.Observer(
          "BS. CKII Lê Thị Ngọc Ánh", "Bệnh viện Bạch Mai", Samples.SIGNED);

  @TempDir Path directory;

  @Test
  void measurementsAreAValidComprehensiveSr() throws Exception {
    Path file = write(MeasurementReport.of(subject(), everyKind(), READER));
    assertThat(errorsOf(file)).isEmpty();
    assertThat(Tool.run("dsrdump", "+Pl", file.toString()))
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
    Path file = write(MeasurementReport.of(subject(), everyKind(), READER));
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
    assertThat(Tool.run("/usr/bin/python3", "-c", script, file.toString()))
        .contains("LENGTH POLYLINE [10.5, 20.25, 110.0, 95.0] 1.2.3.4.1 None")
        .contains("ELLIPSE ELLIPSE [10.0, 15.0, 50.0, 15.0, 30.0, 10.0, 30.0, 20.0] 1.2.3.4.1 None")
        .contains("PROBE POINT [7.0, 8.0] 1.2.3.4.2 3")
        .contains("COBB POLYLINE [0.0, 0.0, 1.0, 1.0]")
        .contains("COBB POLYLINE [2.0, 0.0, 3.0, 1.0]");
  }

  @Test
  void keyImagesAreAValidKeyObjectSelection() throws Exception {
    List<KeyImage> keys = List.of(new KeyImage("1.2.3.4.2", 3), new KeyImage("1.2.3.4.1", 1));
    Path file = write(KeyImageSelection.of(subject(), keys, READER));
    assertThat(errorsOf(file)).isEmpty();
    assertThat(Tool.run("dsrdump", "+Pl", file.toString()))
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
    Mark half = mark(Kind.COBB, "1.2.3.4.1", "", List.of(), new Place(0, 0));
    Mark nowhere = mark(Kind.PROBE, "1.2.3.4.1", "", List.of(), new Place(Double.NaN, 0));
    assertThat(new Annotations(List.of(half), List.of()).fault()).isPresent();
    assertThat(new Annotations(List.of(nowhere), List.of()).fault()).isPresent();
    assertThat(new Annotations(everyKind(), List.of(new KeyImage("1.2", 1))).fault()).isEmpty();
    assertThat(Annotations.read(new Annotations(everyKind(), List.of()).json()).measurements())
        .isEqualTo(everyKind());
  }

  private static List<Mark> everyKind() {
    String one = "1.2.3.4.1";
    return List.of(
        mark(
            Kind.LENGTH,
            one,
            "",
            List.of(value(MeasuredConcept.LENGTH, 66.6, "mm")),
            new Place(10.5, 20.25),
            new Place(110, 95)),
        mark(
            Kind.ANGLE,
            one,
            "",
            List.of(value(MeasuredConcept.ANGLE, 42.5, "°")),
            new Place(1, 1),
            new Place(2, 2),
            new Place(3, 1)),
        mark(
            Kind.COBB,
            one,
            "",
            List.of(value(MeasuredConcept.COBB, 12, "°")),
            new Place(0, 0),
            new Place(1, 1),
            new Place(2, 0),
            new Place(3, 1)),
        mark(
            Kind.ELLIPSE,
            one,
            "",
            List.of(
                value(MeasuredConcept.MEAN, 28.4, "HU"),
                value(MeasuredConcept.DEVIATION, 6.8, "HU"),
                value(MeasuredConcept.AREA, 777, "mm²")),
            new Place(10, 10),
            new Place(50, 20)),
        mark(
            Kind.RECTANGLE,
            one,
            "",
            List.of(value(MeasuredConcept.AREA, 4, "px²"), value(MeasuredConcept.COUNT, 4, "px")),
            new Place(0, 0),
            new Place(2, 2)),
        mark(
            Kind.BIDIRECTIONAL,
            one,
            "",
            List.of(
                value(MeasuredConcept.LONG_AXIS, 9, "mm"),
                value(MeasuredConcept.SHORT_AXIS, 4, "mm")),
            new Place(0, 0),
            new Place(9, 0),
            new Place(4, 0),
            new Place(4, 4)),
        mark(
            Kind.CARDIOTHORACIC,
            one,
            "",
            List.of(value(MeasuredConcept.RATIO, 0.52, "")),
            new Place(0, 0),
            new Place(9, 0),
            new Place(0, 4),
            new Place(20, 4)),
        mark(
            Kind.PROBE,
            "1.2.3.4.2",
            "",
            List.of(value(MeasuredConcept.VALUE, -1000, "HU")),
            new Place(7, 8)),
        mark(Kind.ARROW, one, "Ổ tụ máu", List.of(), new Place(5, 5), new Place(9, 9)));
  }

  private static Mark mark(
      Kind kind, String image, String label, List<Value> values, Place... places) {
    String id = "0d6f5a52-1111-4222-8333-44445555666" + kind.ordinal();
    return new Mark(id, kind, image, image.endsWith("2") ? 3 : 1, List.of(places), label, values);
  }

  private static Value value(MeasuredConcept name, double value, String unit) {
    return new Value(name, value, unit);
  }

  private static List<String> errorsOf(Path file) throws Exception {
    Process process =
        new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output).isNotBlank();
    return output.lines().filter(line -> line.startsWith("Error")).toList();
  }

  private Path write(Attributes dataset) throws Exception {
    Path file = directory.resolve("object.dcm");
    Part10Writer.write(
        file,
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "LIENVIEN"),
        dataset);
    return file;
  }

  private static DocumentSubject subject() {
    Attributes image =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "ISO_IR 192")
            .set(Tag.PatientName, "Nguyễn^Đào^Thị Hồng")
            .set(Tag.PatientID, "BN0001")
            .set(Tag.StudyInstanceUID, "1.2.3.4")
            .set(Tag.StudyDate, "20261122");
    return new DocumentSubject(
        Samples.consultation().withStudy("1.2.3.4"), image, List.of(image(1, 1), image(2, 5)));
  }

  private static InstanceRecord image(int number, int frames) {
    return new InstanceRecord(
        "1.2.3.4." + number,
        frames > 1 ? UID.UltrasoundMultiFrameImageStorage : UID.CTImageStorage,
        "1.2.3.4.100",
        "1.2.3.4",
        UID.JPEG2000Lossless,
        UID.ExplicitVRLittleEndian,
        Path.of("/nowhere"),
        1000,
        "ab".repeat(32),
        "cd".repeat(32),
        "ef".repeat(32),
        ProofState.LOSSLESS,
        frames,
        Instant.EPOCH);
  }
}
