package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

class DecompressorTest {
  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CR__fo-dicom-Codecs__test16bits.dcm",
        "CR__fo-dicom-Codecs__test8bits.dcm",
        "MR__pydicom__MR_small_bigendian.dcm",
        "OT__pydicom-data__SC_rgb_16bit_2frame.dcm",
        "SM__highdicom__sm_image.dcm"
      })
  void givesBackTheSameFramesAfterCompression(String name) throws IOException {
    Path file = SharedData.file(name);
    Path compressed = directory.resolve("compressed.dcm");
    new LosslessTranscoder(pool).compress(file, compressed);
    Path plain = directory.resolve("plain.dcm");

    new Decompressor(pool).toNative(compressed, plain, UID.ImplicitVRLittleEndian);

    DicomFile original = DicomFile.read(file);
    DicomFile restored = DicomFile.read(plain);
    assertThat(restored.transferSyntaxUID()).isEqualTo(UID.ImplicitVRLittleEndian);
    assertThat(digest(restored)).isEqualTo(digest(original));
    assertThat(color(restored)).isEqualTo(color(original));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MR__pydicom__MR_small_bigendian.dcm",
        "US__pydicom-data__OBXXXX1A_rle.dcm",
        "RTDOSE__pydicom__rtdose_rle.dcm",
        "XA__io__XA-MONO2-8-12x-catheter.dcm",
        "SEG__highdicom__seg_image_sm_control.dcm"
      })
  void decodesOtherSyntaxesToTheSameFrames(String name) throws IOException {
    Path file = SharedData.file(name);
    Path plain = directory.resolve("plain.dcm");
    new Decompressor(pool).toNative(file, plain, UID.ExplicitVRLittleEndian);
    assertThat(digest(DicomFile.read(plain))).isEqualTo(digest(DicomFile.read(file)));
  }

  @Test
  void saysWhichColorSpaceALossyPhotographComesBackIn() throws IOException {
    Path file = SharedData.file("US__pydicom__examples_ybr_color.dcm");
    Path plain = directory.resolve("plain.dcm");
    new Decompressor(pool).toNative(file, plain, UID.ExplicitVRLittleEndian);
    Attributes dataset = DicomFile.read(plain).dataset();
    assertThat(dataset.string(Tag.PhotometricInterpretation)).contains("YBR_FULL");
    assertThat(dataset.string(Tag.LossyImageCompression))
        .isEqualTo(DicomFile.read(file).dataset().string(Tag.LossyImageCompression));
  }

  @Test
  void refusesFramesThatAreLongerDecodedThanANativeValueMayBe() throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.file("RTDOSE__pydicom__rtdose_rle.dcm"));
    for (byte element : new byte[] {0x10, 0x11}) { // Rows and Columns, US, 2 bytes
      byte[] header = {0x28, 0, element, 0, 'U', 'S', 2, 0};
      int at = text(bytes).indexOf(text(header));
      bytes[at + header.length] = 0;
      bytes[at + header.length + 1] = 0x28; // 10,240: 15 frames of 400 MiB
    }
    Path file = Files.write(directory.resolve("huge.dcm"), bytes);
    Path plain = directory.resolve("plain.dcm");
    try (FrameCodecPool large =
        FrameCodecPool.open(new CodecSettings(1, 1 << 30, Optional.empty(), false, 0))) {
      assertThatThrownBy(
              () -> new Decompressor(large).toNative(file, plain, UID.ExplicitVRLittleEndian))
          .isInstanceOf(FrameCodecException.class)
          .hasMessageContaining("2^32-2");
    }
    assertThat(Files.exists(plain)).isFalse();
  }

  @Test
  void leavesNoTargetWhenItCannotDecode() {
    Path file = SharedData.file("NA__fo-dicom__genFile.dcm");
    Path plain = directory.resolve("plain.dcm");
    assertThatThrownBy(
            () -> new Decompressor(pool).toNative(file, plain, UID.ExplicitVRLittleEndian))
        .isInstanceOf(FrameCodecException.class);
    assertThat(Files.exists(plain)).isFalse();
  }

  private static String digest(DicomFile file) throws IOException {
    String digest = new FramesDigest(pool).of(file);
    assertThat(digest).hasSize(64);
    return digest;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String color(DicomFile file) {
    return file.dataset().string(Tag.PhotometricInterpretation, "");
  }
}
