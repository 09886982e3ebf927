package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.codec.TranscodeOutcome.Reason;
import vn.lienvien.dicom.codec.TranscodeOutcome.Unchanged;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;

/** Pixels that no codec takes are digested, passed on and never touched. */
class PixelKindsTest {
  @TempDir private Path directory;

  @AutoClose
  private static final FrameCodecPool pool = TestPool.open(CodecSettings.defaults().inProcess());

  @ParameterizedTest
  @CsvSource({"7FE00008, OF, 32", "7FE00009, OD, 64"})
  void floatingPointPixelsAreDigestedAndStayAsTheyAre(String tag, VR vr, int bits)
      throws IOException {
    Path source = write(Integer.parseUnsignedInt(tag, 16), vr, bits, 64);
    assertUntouched(source, "floating point pixels");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void singleBitsAndVeryWideCellsToo(int bits) throws IOException {
    Path source = write(Tag.PixelData, VR.OB, bits, 512);
    assertUntouched(source, bits + " bits allocated");
  }

  private void assertUntouched(Path source, String why) throws IOException {
    String digest = new FramesDigest(pool).of(DicomFile.read(source));
    assertThat(digest).hasSize(64);
    Path target = directory.resolve("target.dcm");
    assertThat(new LosslessTranscoder(pool).compress(source, target))
        .isInstanceOfSatisfying(
            Unchanged.class,
            outcome -> {
              assertThat(outcome.reason()).isEqualTo(Reason.NOT_COMPRESSIBLE);
              assertThat(outcome.framesDigest()).isEqualTo(digest);
            });
    assertThatThrownBy(() ->
            new Transcoder(pool).transcode(source, target, TranscodeTarget.of(UID.RLELossless)))
        .hasMessageContaining(why);
    assertThat(Files.exists(target)).isFalse();
    new Transcoder(pool).transcode(source, target, TranscodeTarget.of(UID.ImplicitVRLittleEndian));
    assertThat(new FramesDigest(pool).of(DicomFile.read(target))).isEqualTo(digest);
  }

  @Test
  void aFrameThatClaimsFourGigabytesIsRefusedBeforeAnythingIsAllocated() throws IOException {
    Attributes dataset = image(8, 0xFFFF).setIntegers(Tag.Rows, 0xFFFF);
    Path source = write(dataset.setBytes(Tag.PixelData, VR.OB, new byte[4]));
    assertThatThrownBy(() -> Frames.open(DicomFile.read(source), pool))
        .isInstanceOfSatisfying(
            FrameCodecException.class,
            e -> assertThat(e.refusal()).isEqualTo(FrameCodecException.Refusal.TOO_LARGE));
  }

  private Path write(int tag, VR vr, int bits, int side) throws IOException {
    byte[] pixels = new byte[side * side * bits / 8];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 50);
    }
    return write(image(bits, side).setBytes(tag, vr, pixels));
  }

  private Path write(Attributes dataset) throws IOException {
    return MadeUpImage.write(directory.resolve("source.dcm"), dataset);
  }

  private static Attributes image(int bits, int side) {
    return MadeUpImage.grayscale(side, side, bits, bits)
        .set(Tag.SOPClassUID, UID.ParametricMapStorage);
  }
}
