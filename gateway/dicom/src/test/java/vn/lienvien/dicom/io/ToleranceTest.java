package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

/**
 * What careless writers leave behind: read as it was meant, said, and written as PS3.5 wants it.
 */
class ToleranceTest {
  private static final String MODALITY = element("0800 6000", "CS", 2) + "4354";
  private static final String PATIENT_ID = element("1000 2000", "LO", 2) + "3432";
  private static final String SERIES = element("2000 0e00", "UI", 4) + "312e3200";

  @TempDir private Path directory;

  @Test
  void aDelimiterTooManyEndsNothing() throws IOException {
    String sequence = "0800 4011 5351 0000 00000000";
    DicomFile file = explicit(MODALITY + sequence + "feff dde0 00000000" + PATIENT_ID);
    assertThat(file.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(file.tolerated()).singleElement().asString().contains("delimiter of a sequence");
    assertThat(writtenAgain(file).tolerated()).isEmpty();
  }

  /** PS3.6 says IS of Instance Number and a choice of US or SS of Smallest Image Pixel Value. */
  @Test
  void aVRThatTheStandardDoesNotHaveIsReadAndSaid() throws IOException {
    String number = element("2000 1300", "US", 2) + "0700";
    String smallest = element("2800 0601", "SS", 2) + "feff";
    DicomFile file = explicit(MODALITY + number + smallest);
    assertThat(file.dataset().integer(Tag.InstanceNumber, 0)).isEqualTo(7);
    assertThat(file.tolerated())
        .containsExactly("(0020,0013) at offset 182: US where the standard has IS");
  }

  @Test
  void aCharacterSetThatNoStandardDefinesIsSaid() throws IOException {
    String name = element("1000 1000", "PN", 4) + "416263e9";
    DicomFile strange =
        explicit(element("0800 0500", "CS", 10) + "49534f5f495220393939" + name); // ISO_IR 999
    assertThat(strange.dataset().string(Tag.PatientName)).hasValue("Abcé");
    assertThat(strange.tolerated())
        .containsExactly("(0008,0005) at offset 172: a character set that no standard defines");
    DicomFile latin = explicit(element("0800 0500", "CS", 10) + "49534f5f495220313030" + name);
    assertThat(latin.tolerated()).isEmpty();
  }

  @Test
  void aSequenceOfUndefinedLengthUnderAnotherVRIsASequence() throws IOException {
    String item = "feff 00e0 ffffffff" + PATIENT_ID + "feff 0de0 00000000" + "feff dde0 00000000";
    for (String vr : List.of("UT", "OF", "UC")) {
      DicomFile file = explicit(MODALITY + "0900 0110" + ascii(vr) + "0000 ffffffff" + item);
      assertThat(file.dataset().item(0x00091001).orElseThrow().string(Tag.PatientID))
          .hasValue("42");
      assertThat(file.tolerated())
          .containsExactly("(0009,1001) at offset 182: sequence written as " + vr);
      assertThat(writtenAgain(file).dataset().vr(0x00091001)).isEqualTo(VR.SQ);
    }
  }

  @Test
  void elementsWithoutVRAreToldFromImplicitOnesByWhatFollows() throws IOException {
    byte[] pixels = new byte[0x60000];
    String noVR = "1000 2000 0000 0200 3432";
    DicomFile file = explicit(MODALITY + noVR + SERIES + HexFormat.of().formatHex(pixels));
    assertThat(file.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(file.dataset().vr(Tag.PatientID)).isEqualTo(VR.LO);
    assertThat(file.dataset().string(Tag.SeriesInstanceUID)).hasValue("1.2");
    DicomFile implicit = explicit(MODALITY + "1000 2000 02000000 3432" + SERIES);
    assertThat(implicit.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(implicit.tolerated().getFirst()).contains("implicit VR in an explicit data set");
  }

  @Test
  void elementsOutOfOrderAreSortedWhenWritten() throws IOException {
    DicomFile file = explicit(PATIENT_ID + MODALITY);
    assertThat(file.tolerated()).containsExactly("(0008,0060) at offset 182: out of order");
    assertThat(writtenAgain(file).tolerated()).isEmpty();
  }

  @Test
  void aDeflatedDataSetWithAZlibHeaderOrNotDeflatedAtAllIsRead() throws IOException {
    byte[] dataset = HexFormat.of().parseHex((MODALITY + PATIENT_ID).replace(" ", ""));
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(dataset);
    }
    DicomFile wrapped = file(UID.DeflatedExplicitVRLittleEndian, zlib.toByteArray());
    assertThat(wrapped.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(wrapped.tolerated()).containsExactly("the deflated data set has a zlib header");
    DicomFile plain = file(UID.DeflatedExplicitVRLittleEndian, dataset);
    assertThat(plain.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(plain.transferSyntaxUID()).isEqualTo(UID.ExplicitVRLittleEndian);
    assertThat(plain.tolerated().getFirst()).contains("not deflated");
  }

  @Test
  void oddFragmentsAreSaidAndTheirOffsetTableMovesWithThePadding() throws IOException {
    String table = "feff 00e0 08000000 00000000 0b000000";
    String fragments = "feff 00e0 03000000 ffd8ff" + "feff 00e0 02000000 ffd8";
    DicomFile file =
        file(
            UID.JPEGBaseline8Bit,
            bytes(
                MODALITY
                    + "e07f 1000 4f42 0000 ffffffff"
                    + table
                    + fragments
                    + "feff dde0 00000000"));
    assertThat(file.tolerated()).singleElement().asString().contains("odd length 3");
    DicomFile again = writtenAgain(file);
    assertThat(again.tolerated()).isEmpty();
    EncapsulatedPixelData pixels = (EncapsulatedPixelData) again.pixelData().orElseThrow();
    assertThat(pixels.basicOffsetTable()).containsExactly(0L, 12L);
    assertThat(pixels.fragments().get(1).offset() - pixels.fragments().get(0).offset())
        .isEqualTo(12);
  }

  @Test
  void privateElementsAreKeptWithAndWithoutACreator() throws IOException {
    String orphan = element("0900 0211", "LO", 2) + "7879";
    String creator = element("0b00 1000", "LO", 4) + "4d494e45";
    String owned = "0b00 0110 554e 0000 02000000 0102";
    DicomFile file = explicit(MODALITY + orphan + creator + owned);
    DicomFile again = writtenAgain(file);
    assertThat(again.dataset()).isEqualTo(file.dataset());
    assertThat(again.dataset().bytes(0x000B1001)).containsExactly(1, 2);
    assertThat(again.tolerated()).isEmpty();
  }

  @Test
  void nativePixelsUpToTheLastByteThatALengthCanSayAreLocated() throws IOException {
    Path huge = directory.resolve("huge.dcm");
    long length = 0xFFFF_FFFEL;
    Attributes meta = FileMeta.of(UID.CTImageStorage, "1.2.3", UID.ExplicitVRLittleEndian, "");
    Part10Writer.write(huge, meta, new Attributes().set(Tag.Modality, "CT"));
    long start = Files.size(huge) + 12;
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.seek(start - 12);
      sparse.write(bytes("e07f 1000 4f57 0000 feffffff"));
      sparse.setLength(start + length);
    }
    DicomFile file = DicomFile.read(huge);
    assertThat(file.pixelData()).hasValue(new NativePixelData(Tag.PixelData, VR.OW, start, length));
    assertThat(file.tolerated()).isEmpty();
  }

  @Test
  void aValueThatNoLengthCanSayIsNotWritten() {
    PixelSource tooLong = new PixelSource.Native(Tag.PixelData, VR.OW, 1L << 32, out -> {});
    assertThatThrownBy(() ->
            new DatasetWriter(UID.ExplicitVRLittleEndian)
                .write(new Attributes(), tooLong, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(7FE0,0010)")
        .hasMessageContaining("4294967296");
  }

  @Test
  void frameOffsetsBeyond32BitsLeaveTheTableEmpty() throws IOException {
    Path path = directory.resolve("offsets.dcm");
    PixelSource far =
        new PixelSource.Encapsulated(
            Tag.PixelData, List.of(0L, 1L << 32), sink -> sink.fragment(new byte[] {1, 2}));
    Part10Writer.write(
        path, FileMeta.of(UID.CTImageStorage, "1.2.3", UID.RLELossless, ""), new Attributes(), far);
    EncapsulatedPixelData pixels =
        (EncapsulatedPixelData) DicomFile.read(path).pixelData().orElseThrow();
    assertThat(pixels.basicOffsetTable()).isEmpty();
  }

  @Test
  void everySyntaxOfThePresentAndTheFuturePassesThroughUntouched() throws IOException {
    List<String> syntaxes =
        List.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGLossless,
            UID.JPEGLosslessSV1,
            UID.JPEGLSLossless,
            UID.JPEGLSNearLossless,
            UID.JPEG2000Lossless,
            UID.JPEG2000,
            UID.JPEG2000MCLossless,
            UID.JPEG2000MC,
            UID.HTJ2KLossless,
            UID.HTJ2KLosslessRPCL,
            UID.HTJ2K,
            UID.JPEGXLLossless,
            UID.JPEGXLJPEGRecompression,
            UID.JPEGXL,
            UID.RLELossless,
            UID.MPEG2MPML,
            UID.MPEG2MPHLF,
            UID.MPEG4HP41,
            UID.MPEG4HP42STEREOF,
            UID.HEVCMP51,
            UID.HEVCM10P51,
            UID.DeflatedImageFrameCompression,
            UID.EncapsulatedUncompressedExplicitVRLittleEndian,
            UID.SMPTEST211020UncompressedProgressiveActiveVideo,
            "1.2.840.10008.1.2.4.999");
    for (String uid : syntaxes) {
      String fragments =
          "feff 00e0 00000000" + "feff 00e0 04000000 01020304" + "feff 00e0 02000000 0506";
      byte[] dataset =
          bytes(MODALITY + "e07f 1000 4f42 0000 ffffffff" + fragments + "feff dde0 00000000");
      DicomFile file = file(uid, dataset);
      assertThat(file.transferSyntax().isEncapsulated()).as(uid).isTrue();
      assertThat(file.tolerated()).as(uid).isEmpty();
      byte[] again = Files.readAllBytes(writtenAgain(file).path());
      assertThat(again).as(uid).isEqualTo(Files.readAllBytes(file.path()));
    }
  }

  @Test
  void aDamagedFileIsShownUpToItsFaultAndSaysIt() throws IOException {
    byte[] dataset = bytes(MODALITY + PATIENT_ID + element("2000 0e00", "UI", 40) + "312e");
    Path path = write(UID.ExplicitVRLittleEndian, dataset);
    assertThatThrownBy(() -> DicomFile.read(path)).isInstanceOf(DicomFormatException.class);
    DicomFile shown = DicomFile.readToFault(path);
    assertThat(shown.dataset().string(Tag.PatientID)).hasValue("42");
    assertThat(shown.fault())
        .hasValueSatisfying(
            fault -> assertThat(fault).hasMessageContaining("(0020,000E): length 40 goes beyond"));
  }

  private DicomFile explicit(String dataset) throws IOException {
    return file(UID.ExplicitVRLittleEndian, bytes(dataset));
  }

  private DicomFile file(String transferSyntaxUID, byte[] dataset) throws IOException {
    return DicomFile.read(write(transferSyntaxUID, dataset));
  }

  /** Preamble, a meta group of nothing but its syntax, and the data set. */
  private Path write(String transferSyntaxUID, byte[] dataset) throws IOException {
    Path path = Files.createTempFile(directory, "made", ".dcm");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Part10Writer.writeHeader(out, new Attributes().set(Tag.TransferSyntaxUID, transferSyntaxUID));
    out.write(dataset);
    return Files.write(path, out.toByteArray());
  }

  private DicomFile writtenAgain(DicomFile file) throws IOException {
    Path copy = Files.createTempFile(directory, "again", ".dcm");
    TransferSyntax syntax = file.transferSyntax();
    Part10Writer.write(
        copy, file.fileMeta(), file.dataset(), PixelCopy.of(file, syntax).orElse(null));
    return DicomFile.read(copy);
  }

  /** An explicit little endian header with a 16-bit length, as hexadecimal digits. */
  private static String element(String tag, String vr, int length) {
    return tag + ascii(vr) + "%02x00".formatted(length);
  }

  private static String ascii(String vr) {
    return HexFormat.of().formatHex(vr.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
