package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

class Part10WriterTest {
  @TempDir private Path directory;

  private final Attributes dataset =
      new Attributes()
          .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
          .set(Tag.SOPInstanceUID, "1.2.3")
          .set(Tag.PatientName, "Trần^Thị Hoà")
          .setIntegers(Tag.Rows, 2)
          .setNumbers(Tag.WindowCenter, 40.5)
          .setItems(Tag.ReferencedImageSequence, new Attributes().set(Tag.StudyID, "lẻ"))
          .setBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[] {1, 2});

  @ParameterizedTest
  @ValueSource(
      strings = {
        UID.ImplicitVRLittleEndian,
        UID.ExplicitVRLittleEndian,
        UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian
      })
  void whatIsWrittenIsReadBackAndItsPixelsAreWhereTheyAreSaidToBe(String syntax)
      throws IOException {
    byte[] content = {1, 2, 3, 4, 5, 6};
    PixelSource pixels = new PixelSource.Native(Tag.PixelData, VR.OW, 6, out -> out.write(content));
    DicomFile file = written(syntax, pixels);
    assertThat(file.tolerated()).isEmpty();
    assertThat(file.dataset()).isEqualTo(dataset);
    NativePixelData data = (NativePixelData) file.pixelData().orElseThrow();
    assertThat(bytes(file, data.offset(), data.length())).isEqualTo(content);
  }

  @Test
  void fragmentsArePaddedAndFoundAgain() throws IOException {
    PixelSource pixels =
        new PixelSource.Encapsulated(
            Tag.PixelData,
            List.of(0L, 12L),
            sink -> {
              sink.fragment(new byte[] {1, 2, 3});
              sink.fragment(2, out -> out.write(new byte[] {4, 5}));
            });
    DicomFile file = written(UID.JPEG2000Lossless, pixels);
    EncapsulatedPixelData data = (EncapsulatedPixelData) file.pixelData().orElseThrow();
    assertThat(data.basicOffsetTable()).containsExactly(0L, 12L);
    EncapsulatedPixelData.Fragment first = data.fragments().getFirst();
    assertThat(bytes(file, first.offset(), first.length())).containsExactly(1, 2, 3, 0);
    EncapsulatedPixelData.Fragment last = data.fragments().getLast();
    assertThat(last.offset() - first.offset()).isEqualTo(12);
    assertThat(bytes(file, last.offset(), last.length())).containsExactly(4, 5);
    assertThat(file.dataset().bytes(Tag.DataSetTrailingPadding)).containsExactly(1, 2);
  }

  @Test
  void pixelsThatDoNotComeInFullAreAnError() {
    PixelSource pixels =
        new PixelSource.Native(Tag.PixelData, VR.OW, 8, out -> out.write(new byte[6]));
    assertThatThrownBy(() -> written(UID.ExplicitVRLittleEndian, pixels))
        .hasMessage("pixel data of 6 bytes came where 8 were promised");
  }

  @Test
  void aValueThatOutgrewItsShortLengthIsWrittenAsUN() throws IOException {
    Attributes big = new Attributes().set(Tag.ImageComments, "x".repeat(70_000));
    byte[] bytes = new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(big);
    Attributes read = new DatasetReader(UID.ExplicitVRLittleEndian).read(bytes);
    assertThat(read.vr(Tag.ImageComments)).isEqualTo(VR.UN);
    assertThat(read.string(Tag.ImageComments, "")).hasSize(70_000);
  }

  @Test
  void aHeaderIsReadOffAStreamUpToItsPixels() throws IOException {
    Attributes image = dataset.copy().setBytes(Tag.PixelData, VR.OW, new byte[100]);
    byte[] bytes = new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(image);
    DatasetReader reader = new DatasetReader(UID.ExplicitVRLittleEndian);
    Attributes header = reader.readUntil(new java.io.ByteArrayInputStream(bytes), Tag.PixelData);
    assertThat(header).isEqualTo(dataset.copy().remove(Tag.DataSetTrailingPadding));
    assertThat(reader.read(new java.io.ByteArrayInputStream(bytes))).isEqualTo(dataset);
    assertThat(reader.read(bytes)).isEqualTo(image);
  }

  private DicomFile written(String syntax, PixelSource pixels) throws IOException {
    Path path = Files.createTempFile(directory, "written", ".dcm");
    Attributes meta = FileMeta.of(UID.SecondaryCaptureImageStorage, "1.2.3", syntax, "HERE");
    Part10Writer.write(path, meta, dataset, pixels);
    DicomFile file = DicomFile.read(path);
    assertThat(file.transferSyntaxUID()).isEqualTo(syntax);
    return file;
  }

  private static byte[] bytes(DicomFile file, long offset, long length) throws IOException {
    try (FileChannel channel = file.openPixels()) {
      ByteBuffer buffer = ByteBuffer.allocate((int) length);
      channel.read(buffer, offset);
      return buffer.array();
    }
  }
}
