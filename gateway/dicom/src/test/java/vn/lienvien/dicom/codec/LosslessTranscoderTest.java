package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.codec.TranscodeOutcome.Compressed;
import vn.lienvien.dicom.codec.TranscodeOutcome.Reason;
import vn.lienvien.dicom.codec.TranscodeOutcome.Unchanged;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.EncapsulatedPixelData;

class LosslessTranscoderTest {
  /** GDCM refuses to write these, native or not; their one-frame twins are compared. */
  private static final Set<String> GDCM_CANNOT_WRITE =
      Set.of(
          "OT__pydicom-data__SC_rgb_16bit_2frame.dcm",
          "OT__pydicom-data__SC_rgb_expb_16bit_2frame.dcm");

  @TempDir private Path directory;

  @AutoClose
  private static final FrameCodecPool pool =
      TestPool.open(CodecSettings.defaults().withSecondDecoderEvery(10));

  @Test
  void whatItCompressesOfTheRealFilesGdcmDecodesToTheSameFrames() throws Exception {
    List<String> compressed = new ArrayList<>();
    Path target = directory.resolve("target.dcm");
    for (Path file : SharedData.files()) {
      if (isReadable(file) && compress(file, target) instanceof Compressed outcome) {
        String name = file.getFileName().toString();
        assertThat(outcome.after()).isLessThan(outcome.before());
        assertThat(digest(target)).as(name).isEqualTo(outcome.framesDigest());
        Path oracle = Peer.gdcmNative(target, directory);
        if (!GDCM_CANNOT_WRITE.contains(name)) {
          assertThat(digest(oracle)).as(name).isEqualTo(outcome.framesDigest());
        }
        assertOnlyEncodingAttributesDiffer(DicomFile.read(file), DicomFile.read(target));
        Files.deleteIfExists(oracle);
        compressed.add(name);
      }
    }
    assertThat(compressed).hasSizeGreaterThanOrEqualTo(190);
  }

  @Test
  void keepsBitsAboveBitsStored() throws IOException {
    byte[] cells = smooth(64 * 64 * 2);
    for (int i = 1; i < cells.length; i += 2) {
      // Twelve bits stored, and something else in the thirteenth.
      cells[i] = (byte) (cells[i] & 0x0F | (i % 7 == 0 ? 0x10 : 0));
    }
    Path source = write(MadeUpImage.grayscale(64, 64, 16, 12), cells);

    Compressed outcome = (Compressed) compress(source, directory.resolve("target.dcm"));

    assertThat(digest(directory.resolve("target.dcm"))).isEqualTo(outcome.framesDigest());
    assertThat(outcome.framesDigest()).isEqualTo(digest(source));
    assertThat(precision(directory.resolve("target.dcm"))).isEqualTo(16);
  }

  @Test
  void usesNoMoreBitsThanAreStored() throws IOException {
    byte[] cells = smooth(64 * 64 * 2);
    for (int i = 1; i < cells.length; i += 2) {
      cells[i] &= 0x0F;
    }
    Path source = write(MadeUpImage.grayscale(64, 64, 16, 12), cells);

    assertThat(compress(source, directory.resolve("target.dcm"))).isInstanceOf(Compressed.class);
    assertThat(precision(directory.resolve("target.dcm"))).isEqualTo(12);
  }

  @Test
  void compressesManyFramesWithAnOffsetForEach() throws IOException {
    Attributes dataset = MadeUpImage.grayscale(32, 48, 8, 8).set(Tag.NumberOfFrames, "25");
    Path source = write(dataset, smooth(32 * 48 * 25));
    Path target = directory.resolve("target.dcm");

    assertThat(compress(source, target)).isInstanceOf(Compressed.class);

    EncapsulatedPixelData pixels =
        (EncapsulatedPixelData) DicomFile.read(target).pixelData().orElseThrow();
    List<Long> begins =
        pixels.fragments().stream()
            .map(fragment -> fragment.offset() - pixels.fragments().getFirst().offset())
            .toList();
    assertThat(pixels.basicOffsetTable()).hasSize(25).isEqualTo(begins);
  }

  @Test
  void turnsPlanesOfColorIntoReversibleColorByPixel() throws IOException {
    Attributes dataset =
        MadeUpImage.grayscale(40, 50, 8, 8)
            .setIntegers(Tag.SamplesPerPixel, 3)
            .setIntegers(Tag.PlanarConfiguration, 1)
            .set(Tag.PhotometricInterpretation, "RGB");
    Path source = write(dataset, smooth(40 * 50 * 3));
    Path target = directory.resolve("target.dcm");

    Compressed outcome = (Compressed) compress(source, target);

    Attributes written = DicomFile.read(target).dataset();
    assertThat(written.string(Tag.PhotometricInterpretation)).contains("YBR_RCT");
    assertThat(written.integer(Tag.PlanarConfiguration)).hasValue(0);
    assertThat(outcome.framesDigest()).isEqualTo(digest(source)).isEqualTo(digest(target));
  }

  @Test
  void leavesAnOverlayInUnusedBitsWhereEveryReceiverFindsIt() throws IOException {
    Attributes dataset =
        MadeUpImage.grayscale(64, 64, 16, 12).setIntegers(Tag.OverlayBitPosition, 12);
    assertUnchanged(write(dataset, smooth(64 * 64 * 2)), Reason.NOT_COMPRESSIBLE);
  }

  @Test
  void leavesNoiseAsItIs() throws IOException {
    byte[] noise = new byte[128 * 128 * 2];
    new Random(1).nextBytes(noise);
    Path source = write(MadeUpImage.grayscale(128, 128, 16, 16), noise);

    assertUnchanged(source, Reason.NOT_COMPRESSIBLE);
  }

  @Test
  void leavesFewPixelsAsTheyAre() throws IOException {
    assertUnchanged(write(MadeUpImage.grayscale(40, 50, 16, 16), smooth(4000)), Reason.SMALL);
  }

  @Test
  void leavesBytesBehindTheLastFrameWhereTheyAre() throws IOException {
    assertUnchanged(
        write(MadeUpImage.grayscale(64, 64, 16, 16), smooth(64 * 64 * 2 + 2)),
        Reason.NOT_COMPRESSIBLE);
  }

  private void assertUnchanged(Path source, Reason reason) throws IOException {
    Path target = directory.resolve("target.dcm");
    assertThat(compress(source, target))
        .isInstanceOfSatisfying(
            Unchanged.class,
            outcome -> {
              assertThat(outcome.reason()).isEqualTo(reason);
              assertThat(outcome.framesDigest()).hasSize(64);
            });
    assertThat(directory.toFile().list()).containsExactly(source.getFileName().toString());
  }

  private static TranscodeOutcome compress(Path source, Path target) throws IOException {
    return new LosslessTranscoder(pool).compress(source, target);
  }

  private static String digest(Path file) throws IOException {
    return new FramesDigest(pool).of(DicomFile.read(file));
  }

  private static int precision(Path file) throws IOException {
    try (Frames frames = Frames.open(DicomFile.read(file), pool)) {
      return Jpeg2000Codestream.parse(frames.encoded(0)).precision();
    }
  }

  private static boolean isReadable(Path file) throws IOException {
    try {
      return DicomFile.read(file).pixelData().isPresent();
    } catch (DicomFormatException e) {
      return false;
    }
  }

  private static void assertOnlyEncodingAttributesDiffer(DicomFile before, DicomFile after) {
    assertThat(after.transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);
    Attributes expected = withoutEncoding(before.dataset());
    Attributes found = withoutEncoding(after.dataset());
    assertThat(found.tags()).isEqualTo(expected.tags());
    assertThat(found).isEqualTo(expected);
  }

  /**
   * Without the two attributes that may change, and the retired group lengths, which count encoded
   * bytes.
   */
  private static Attributes withoutEncoding(Attributes dataset) {
    Attributes rest = dataset.copy();
    rest.remove(Tag.PhotometricInterpretation).remove(Tag.PlanarConfiguration);
    for (int tag : rest.tags()) {
      if ((tag & 0xFFFF) == 0) {
        rest.remove(tag);
      }
    }
    return rest;
  }

  private Path write(Attributes dataset, byte[] pixels) throws IOException {
    return MadeUpImage.write(
        directory.resolve("source.dcm"), dataset.setBytes(Tag.PixelData, VR.OW, pixels));
  }

  /** Bytes that change slowly, so that they compress. */
  private static byte[] smooth(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i / 97);
    }
    return bytes;
  }
}
