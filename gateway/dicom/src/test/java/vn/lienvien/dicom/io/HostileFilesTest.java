package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

/** Bytes that were damaged or made to do damage. */
class HostileFilesTest {
  private static final DatasetReader IMPLICIT = new DatasetReader(UID.ImplicitVRLittleEndian);
  private static final DatasetReader EXPLICIT = new DatasetReader(UID.ExplicitVRLittleEndian);

  @TempDir private Path directory;

  @Test
  void aFileCutAnywhereInsideItsPixelsOrAnElementIsRefused() throws IOException {
    byte[] whole = file(UID.ExplicitVRLittleEndian);
    int complete = 0;
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(directory.resolve("cut.dcm"), Arrays.copyOf(whole, length));
      try {
        DicomFile file = DicomFile.read(cut);
        assertThat(file.pixelData()).as("cut at %d", length).isEmpty();
        complete++;
      } catch (DicomFormatException refused) {
        assertThat(refused.offset()).isLessThanOrEqualTo(length);
      }
    }
    // cuts between two elements cannot be seen: one for each that ends before the pixels
    assertThat(complete).isLessThan(20);
  }

  @Test
  void garbageIsRefusedAndNothingElseHappens() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] garbage = new byte[random.nextInt(2000)];
      random.nextBytes(garbage);
      readOrRefuse(garbage);
    }
  }

  @Test
  void flippedBytesAreReadOrRefusedAndNothingElseHappens() throws IOException {
    Random random = new Random(8);
    byte[] whole = file(UID.ExplicitVRLittleEndian);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 3; i++) {
        damaged[132 + random.nextInt(damaged.length - 132)] = (byte) random.nextInt();
      }
      readOrRefuse(damaged);
    }
  }

  @Test
  void tenThousandNestedSequencesAreRefusedByName() {
    ByteBuffer nested = ByteBuffer.allocate(16 * 10_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 10_000; i++) {
      nested.putShort((short) 0x0008).putShort((short) 0x1140).putInt(-1);
      nested.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
    }
    assertThatThrownBy(() -> IMPLICIT.read(nested.array()))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("(0008,1140): sequences nested deeper than 64")
        .hasMessageContaining("offset 1024");
  }

  @Test
  void aLengthBeyondTheEndNamesTagAndOffset() {
    byte[] bytes = {0x08, 0, 0x60, 0, 'C', 'S', 2, 0, 'C', 'T', 0x10, 0, 0x10, 0, 'P', 'N', 99, 0};
    assertThatThrownBy(() -> EXPLICIT.read(bytes))
        .hasMessage("(0010,0010): length 99 goes beyond the end of its file at 18 (offset 10)");
  }

  @Test
  void aLengthBeyondItsItemIsRefused() {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 0x0008).putShort((short) 0x1140).putInt(20);
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(12);
    bytes.putShort((short) 0x0008).putShort((short) 0x1150).putInt(30);
    assertThatThrownBy(() -> IMPLICIT.read(bytes.array()))
        .hasMessage(
            "(0008,1150): length 30 goes beyond the end of its item or sequence at 28 (offset 16)");
  }

  @Test
  void aLengthIsAClaimThatReservesNoMemory() {
    byte[] header = {0x42, 0, 0x11, 0, 'O', 'B', 0, 0, (byte) 0xF0, (byte) 0xFF, (byte) 0xFF, 3};
    assertThatThrownBy(() -> EXPLICIT.read(new java.io.ByteArrayInputStream(header)))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("(0042,0011): the end comes before its 67108848 bytes");
  }

  @Test
  void aValueOrADataSetAboveItsLimitIsRefused() {
    Limits limits = new Limits(4, 1000, 3000, 0, 1);
    DatasetReader bounded =
        new DatasetReader(TransferSyntax.of(UID.ExplicitVRLittleEndian), limits);
    DatasetWriter writer = new DatasetWriter(UID.ExplicitVRLittleEndian);
    byte[] bigValue =
        writer.toBytes(new Attributes().setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[1002]));
    assertThatThrownBy(() -> bounded.read(bigValue)).hasMessageContaining("limit of 1000");
    Attributes[] items = new Attributes[100];
    Arrays.setAll(items, i -> new Attributes());
    byte[] manyItems =
        writer.toBytes(new Attributes().setItems(Tag.ReferencedImageSequence, items));
    assertThatThrownBy(() -> bounded.read(manyItems)).hasMessageContaining("limit of 3000");
  }

  @Test
  void anUnknownVRIsReadAsUNWithTheLengthThatFits() throws IOException {
    byte[] longForm = {9, 0, 1, 0x10, 'Z', 'Z', 0, 0, 2, 0, 0, 0, 'o', 'k'};
    byte[] shortForm = {9, 0, 1, 0x10, 'Z', 'Z', 2, 0, 'o', 'k'};
    for (byte[] form : new byte[][] {longForm, shortForm}) {
      Attributes dataset = EXPLICIT.read(form);
      assertThat(dataset.vr(0x00091001)).isEqualTo(VR.UN);
      assertThat(dataset.string(0x00091001)).hasValue("ok");
    }
  }

  @Test
  void unOfUndefinedLengthIsAnImplicitSequence() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 9).putShort((short) 0x1001).put((byte) 'U').put((byte) 'N');
    bytes.putShort((short) 0).putInt(-1);
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
    bytes.putShort((short) 0x10).putShort((short) 0x20).putInt(2).put((byte) '4').put((byte) '2');
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE00D).putInt(0);
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0);
    Attributes item = EXPLICIT.read(bytes.array()).item(0x00091001).orElseThrow();
    assertThat(item.string(Tag.PatientID)).hasValue("42");
  }

  @Test
  void aDeflateBombIsRefusedBeforeItGoesOff() throws IOException {
    Attributes meta =
        FileMeta.of(UID.CTImageStorage, "1.2.3", UID.DeflatedExplicitVRLittleEndian, "");
    Path bomb = directory.resolve("bomb.dcm");
    byte[] zeros = new byte[1 << 20];
    PixelSource pixels =
        new PixelSource.Native(
            Tag.PixelData,
            VR.OB,
            512L << 20,
            out -> {
              for (int i = 0; i < 512; i++) {
                out.write(zeros);
              }
            });
    Part10Writer.write(bomb, meta, new Attributes(), pixels);
    assertThat(Files.size(bomb)).isLessThan(1 << 20);
    assertThatThrownBy(() -> DicomFile.read(bomb))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("grows beyond the limits");
  }

  @Test
  void aCutOrDamagedDeflatedFileIsRefused() throws IOException {
    byte[] whole = file(UID.DeflatedExplicitVRLittleEndian);
    Path cut = Files.write(directory.resolve("cut.dcm"), Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> DicomFile.read(cut)).hasMessageContaining("cut short");
    Arrays.fill(whole, whole.length - 60, whole.length - 30, (byte) 0xFF);
    Path damaged = Files.write(directory.resolve("damaged.dcm"), whole);
    assertThatThrownBy(() -> DicomFile.read(damaged)).isInstanceOf(DicomFormatException.class);
  }

  private void readOrRefuse(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("bytes.dcm"), bytes);
    try {
      assertThat(DicomFile.read(file).path()).isEqualTo(file);
    } catch (DicomFormatException refused) {
      assertThat(refused).hasMessageContaining("offset");
    }
  }

  private static byte[] file(String transferSyntaxUID) throws IOException {
    Attributes dataset =
        new Attributes()
            .set(Tag.SOPClassUID, UID.CTImageStorage)
            .set(Tag.SOPInstanceUID, "1.2.3")
            .set(Tag.PatientName, "Nguyễn^Văn Đức")
            .setIntegers(Tag.Rows, 8)
            .setItems(
                Tag.ReferencedImageSequence,
                new Attributes().set(Tag.ReferencedSOPInstanceUID, "1.2.4"),
                new Attributes().set(Tag.ReferencedSOPInstanceUID, "1.2.5"))
            .setBytes(Tag.PixelData, VR.OW, new byte[128]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Part10Writer.write(
        bytes, FileMeta.of(UID.CTImageStorage, "1.2.3", transferSyntaxUID, "SCU"), dataset);
    return bytes.toByteArray();
  }
}
