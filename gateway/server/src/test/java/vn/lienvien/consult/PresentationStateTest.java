package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.consult.Annotations.Kind;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.Annotations.Value;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** How a reader saw an image, judged by dicom3tools, DCMTK and pydicom, and drawn by DCMTK. */
class PresentationStateTest {
  private static final StructuredReport.Observer READER =
      new StructuredReport.Observer(
          "BS. CKII Lê Thị Ngọc Ánh", "Bệnh viện Bạch Mai", Samples.SIGNED);
  private static final DocumentSubject SUBJECT =
      Samples.subject(
          Samples.image(1, UID.CTImageStorage, 1),
          Samples.image(2, UID.UltrasoundMultiFrameImageStorage, 5));

  @TempDir Path directory;

  @Test
  void aViewOfAGreyImageIsAValidPresentationState() throws Exception {
    WrittenDocument written = write(view(90, true, true), ct(), marks());
    assertThat(written.errors()).isEmpty();
    // DCMTK's checker takes no text beyond ASCII for a name, whatever the character set says.
    assertThat(Tool.run("dcmpschk", written.file().toString()).lines())
        .contains("W: Testing: " + written.file())
        .filteredOn(line -> line.contains("Affected attribute"))
        .allMatch(line -> line.endsWith("Type PN") || line.endsWith("Type LO"));
  }

  @Test
  void saysWhereTheReaderLookedAndWhatWasDrawnThere() throws Exception {
    String script =
        """
        import sys, pydicom
        d = pydicom.dcmread(sys.argv[1])
        print(d.ContentCreatorName, d.SpecificCharacterSet)
        area = d.DisplayedAreaSelectionSequence[0]
        print('area', list(area.DisplayedAreaTopLeftHandCorner), list(area.DisplayedAreaBottomRightHandCorner))
        print('spacing', list(area.PresentationPixelSpacing))
        drawn = d.GraphicAnnotationSequence[0]
        for one in drawn.GraphicObjectSequence:
            print(one.GraphicType, one.NumberOfGraphicPoints, list(one.GraphicData), one.get('GraphicFilled'))
        for one in drawn.TextObjectSequence:
            print(repr(one.UnformattedTextValue), list(one.AnchorPoint))
        """;
    assertThat(write(view(0, false, false), ct(), marks()).python(script).lines())
        .containsExactly(
            "BS. CKII Lê Thị Ngọc Ánh ISO_IR 192",
            "area [1, 1] [4, 3]",
            "spacing ['0.5', '0.5']",
            "POLYLINE 2 [0.5, 0.5, 3.5, 2.5] None",
            "ELLIPSE 4 [0.0, 1.0, 4.0, 1.0, 2.0, 0.0, 2.0, 2.0] N",
            "'66.6 mm' [3.5, 2.5]",
            "'Mean 28.4 HU\\r\\nArea 777 mm²' [4.0, 2.0]");
  }

  @Test
  void dcmtkShowsTheImageAsTheReaderSawIt() throws Exception {
    // 0 1 2 3 / 4 5 6 7 / 8 9 10 11 turned right: 8 4 0 / 9 5 1 / 10 6 2 / 11 7 3
    assertThat(shown(view(90, false, false)))
        .containsExactly(185, 92, 0, 208, 115, 23, 231, 139, 46, 255, 162, 69);
    assertThat(shown(view(90, true, false)))
        .containsExactly(0, 92, 185, 23, 115, 208, 46, 139, 231, 69, 162, 255);
    assertThat(shown(view(0, false, true)))
        .containsExactly(255, 231, 208, 185, 162, 139, 115, 92, 69, 46, 23, 0);
  }

  @Test
  void aViewOfAColourImageIsAValidColourPresentationState() throws Exception {
    ImageView colours =
        new ImageView(
            "1.2.3.4.2", 3, Optional.empty(), 0, true, false, new Place(4, 0), new Place(0, 3));
    Attributes ultrasound =
        new Attributes()
            .setIntegers(Tag.SamplesPerPixel, 3)
            .set(Tag.PhotometricInterpretation, "RGB");
    WrittenDocument written = write(colours, ultrasound, List.of());
    assertThat(written.errors()).isEmpty();
    String script =
        """
        import sys, pydicom
        d = pydicom.dcmread(sys.argv[1])
        area = d.DisplayedAreaSelectionSequence[0]
        image = d.ReferencedSeriesSequence[0].ReferencedImageSequence[0]
        print(d.SOPClassUID.name, len(d.ICCProfile), d.ICCProfile[12:16], d.get('PresentationLUTShape'))
        print(image.ReferencedFrameNumber, list(area.DisplayedAreaTopLeftHandCorner), list(area.DisplayedAreaBottomRightHandCorner))
        """;
    assertThat(written.python(script))
        .containsPattern("Color Softcopy Presentation State Storage \\d{3,} b'scnr' None")
        .contains("3 [4, 1] [1, 3]");
  }

  @Test
  void anImageWhoseTableMakesTheGreysKeepsTheTable() throws Exception {
    Attributes table =
        new Attributes()
            .setIntegers(Tag.LUTDescriptor, 4, 0, 16)
            .setBytes(Tag.LUTData, VR.OW, new byte[] {0, 0, 0, 10, 0, 100, -1, -1});
    ImageView unwindowed =
        new ImageView(
            "1.2.3.4.1", 1, Optional.empty(), 0, false, false, new Place(0, 0), new Place(4, 3));
    WrittenDocument written =
        write(unwindowed, ct().setItems(Tag.VOILUTSequence, table), List.of());
    assertThat(written.errors()).isEmpty();
    assertThat(
            written.python(
                "import sys, pydicom\n"
                    + "print(pydicom.dcmread(sys.argv[1]).SoftcopyVOILUTSequence[0].VOILUTSequence[0].LUTDescriptor)"))
        .contains("[4, 0, 16]");
  }

  @Test
  void whatIsNoViewIsRefused() {
    ImageView slanting = view(45, false, false);
    ImageView whole = view(270, false, false);
    assertThat(new Annotations(List.of(), List.of(), List.of(slanting)).fault()).isPresent();
    assertThat(new Annotations(List.of(), List.of(), List.of(whole, whole)).fault()).isPresent();
    Annotations one = new Annotations(List.of(), List.of(), List.of(whole));
    assertThat(one.fault()).isEmpty();
    assertThat(Annotations.read(one.json())).isEqualTo(one);
  }

  private static ImageView view(int rotation, boolean mirrored, boolean inverted) {
    // after the modality transformation: 0 to 11, linear from black to white
    Optional<ImageView.Window> window = Optional.of(new ImageView.Window(6, 12));
    return new ImageView(
        "1.2.3.4.1", 1, window, rotation, mirrored, inverted, new Place(0, 0), new Place(4, 3));
  }

  private static List<Mark> marks() {
    return List.of(
        mark(
            Kind.LENGTH,
            List.of(new Place(0.5, 0.5), new Place(3.5, 2.5)),
            new Value(MeasuredConcept.LENGTH, 66.6, "mm")),
        mark(
            Kind.ELLIPSE,
            List.of(new Place(0, 0), new Place(4, 2)),
            new Value(MeasuredConcept.MEAN, 28.4, "HU"),
            new Value(MeasuredConcept.AREA, 777, "mm²")));
  }

  private static Mark mark(Kind kind, List<Place> points, Value... values) {
    String id = "0d6f5a52-1111-4222-8333-44445555666" + kind.ordinal();
    return new Mark(id, kind, "1.2.3.4.1", 1, points, "", List.of(values));
  }

  /** Three rows of four pixels, stored as 1000 to 1011. */
  private static Attributes ct() {
    byte[] pixels = new byte[24];
    for (int i = 0; i < 12; i++) {
      pixels[2 * i] = (byte) (1000 + i);
      pixels[2 * i + 1] = (byte) ((1000 + i) >> 8);
    }
    return new Attributes()
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.SOPInstanceUID, "1.2.3.4.1")
        .set(Tag.StudyInstanceUID, "1.2.3.4")
        .set(Tag.SeriesInstanceUID, "1.2.3.4.100")
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setIntegers(Tag.SamplesPerPixel, 1)
        .setIntegers(Tag.Rows, 3)
        .setIntegers(Tag.Columns, 4)
        .setIntegers(Tag.BitsAllocated, 16)
        .setIntegers(Tag.BitsStored, 16)
        .setIntegers(Tag.HighBit, 15)
        .setIntegers(Tag.PixelRepresentation, 0)
        .set(Tag.PixelSpacing, "0.5", "0.5")
        .set(Tag.RescaleIntercept, "-1000")
        .set(Tag.RescaleSlope, "1")
        .set(Tag.RescaleType, "HU")
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }

  private WrittenDocument write(ImageView view, Attributes image, List<Mark> marks)
      throws IOException {
    return WrittenDocument.of(PresentationState.of(SUBJECT, view, image, marks, READER), directory);
  }

  /** The greys that DCMTK draws of the image and the view, row by row. */
  private List<Integer> shown(ImageView view) throws Exception {
    Path image = directory.resolve("image.dcm");
    Part10Writer.write(
        image,
        FileMeta.of(UID.CTImageStorage, "1.2.3.4.1", UID.ExplicitVRLittleEndian, "CT01"),
        ct());
    Path state = write(view, ct(), List.of()).file();
    Path drawn = directory.resolve("drawn.pgm");
    Tool.run("dcmp2pgm", "-p", state.toString(), image.toString(), drawn.toString());
    byte[] pgm = Files.readAllBytes(drawn);
    byte[] greys = Arrays.copyOfRange(pgm, pgm.length - 12, pgm.length);
    return IntStream.range(0, 12).mapToObj(i -> greys[i] & 0xFF).toList();
  }
}
