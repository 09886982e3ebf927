package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;

/** JPEG streams that lie, break off or are damaged: refused or decoded, never anything else. */
class HostileJpegTest {
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  private record Sample(PixelDescription pixels, byte[] stored) {
    FrameDecoder decoder() {
      return new JpegFrameDecoder(pixels);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NM__pydicom__JPGExtended.dcm",
        "PT__fo-dicom__GH184.dcm",
        "OT__pydicom__SC_rgb_jpeg_gdcm.dcm",
        "OT__pylibjpeg-data__JPEGBaseline_1s_1f_u_08_08.dcm"
      })
  void refusesWhatClaimsToBeHuge(String name) throws IOException {
    Sample sample = sample(name);
    byte[] hostile = sample.stored().clone();
    Arrays.fill(hostile, startOfFrame(hostile) + 5, startOfFrame(hostile) + 9, (byte) 0xFF);
    assertThatThrownBy(() -> sample.decoder().decode(hostile))
        .isInstanceOfSatisfying(
            FrameCodecException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.MISMATCHED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NM__pydicom__JPGExtended.dcm", "PT__fo-dicom__GH184.dcm"})
  void refusesAStreamThatBreaksOff(String name) throws IOException {
    Sample sample = sample(name);
    byte[] whole = sample.stored();
    for (int length = 0; length < whole.length - 64; length += whole.length / 60) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> sample.decoder().decode(cut))
          .isInstanceOf(FrameCodecException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT__fo-dicom__GH184.dcm",
        "OT__pydicom__SC_rgb_jpeg_gdcm.dcm",
        "NM__pydicom__JPGExtended.dcm"
      })
  void anyDamageIsDecodedOrRefused(String name) throws IOException {
    Sample sample = sample(name);
    byte[] whole = sample.stored();
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(i % 3 == 0 ? whole.length : 400)] = (byte) random.nextInt();
      }
      try {
        assertThat(sample.decoder().decode(damaged)).hasSize((int) sample.pixels().frameBytes());
      } catch (FrameCodecException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** Every scan, of eleven bytes, makes a decoder pass over the whole frame. */
  @Test
  void refusesScansWithoutEndInAProgressiveStream() throws IOException {
    byte[] whole = progressive(1024);
    Attributes described =
        new Attributes()
            .set(Tag.PhotometricInterpretation, "MONOCHROME2")
            .setIntegers(Tag.SamplesPerPixel, 1)
            .setIntegers(Tag.Rows, 1024)
            .setIntegers(Tag.Columns, 1024)
            .setIntegers(Tag.BitsAllocated, 8)
            .setIntegers(Tag.BitsStored, 8)
            .setIntegers(Tag.HighBit, 7)
            .setIntegers(Tag.PixelRepresentation, 0);
    FrameDecoder decoder = new JpegFrameDecoder(PixelDescription.of(described));
    assertThat(decoder.decode(whole)).hasSize(1024 * 1024);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(whole, 0, whole.length - 2);
    byte[] emptyScan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 1, 5, 0x10, 0};
    for (int i = 0; i < 20_000; i++) {
      bomb.writeBytes(emptyScan);
    }
    bomb.write(whole, whole.length - 2, 2);
    assertThatThrownBy(() -> decoder.decode(bomb.toByteArray()))
        .isInstanceOf(FrameCodecException.class)
        .hasMessageContaining("more than 100 scans");
  }

  /** A gray square by the JDK's own encoder. */
  private static byte[] progressive(int side) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("JPEG").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      BufferedImage gray = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
      writer.write(null, new IIOImage(gray, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static int startOfFrame(byte[] stored) {
    for (int at = 2; ; at += 2 + ((stored[at + 2] & 0xFF) << Byte.SIZE | stored[at + 3] & 0xFF)) {
      int code = stored[at + 1] & 0xFF;
      if (code >= 0xC0 && code <= 0xC3) {
        return at;
      }
    }
  }

  private static Sample sample(String name) throws IOException {
    try (Frames frames = Frames.open(DicomFile.read(SharedData.file(name)), pool)) {
      return new Sample(frames.description(), frames.encoded(0));
    }
  }
}
