package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG-LS both ways; that the streams are what others read, TranscoderPeersTest shows. */
class JpegLsCodecTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 8, 8",
    "7, 200, 1, 8, 7",
    "64, 61, 1, 16, 12",
    "90, 33, 1, 16, 16",
    "40, 40, 3, 8, 8",
    "20, 17, 3, 16, 16",
    "40, 3, 1, 8, 2",
    "3, 1, 4, 8, 8"
  })
  void whatIsEncodedWithoutLossComesBackEqual(
      int rows, int columns, int samples, int allocated, int stored) throws Exception {
    PixelDescription pixels = Noise.pixels(rows, columns, samples, allocated, stored);
    byte[] frame = Noise.frame(pixels, 5);
    byte[] coded = new JpegLsFrameEncoder(pixels, stored, 0).encode(frame);

    assertThat(new JpegLsFrameDecoder(pixels).isExact(coded)).isTrue();
    assertThat(new JpegLsFrameDecoder(pixels).decode(coded)).isEqualTo(frame);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void nearLosslessStaysWithinItsBound(int near) throws Exception {
    PixelDescription pixels = Noise.pixels(64, 61, 3, 8, 8);
    byte[] frame = Noise.frame(pixels, near);
    byte[] coded = new JpegLsFrameEncoder(pixels, 8, near).encode(frame);
    byte[] decoded = new JpegLsFrameDecoder(pixels).decode(coded);

    int largest = 0;
    for (int i = 0; i < frame.length; i++) {
      largest = Math.max(largest, Math.abs((frame[i] & 0xFF) - (decoded[i] & 0xFF)));
    }
    assertThat(largest).isPositive().isLessThanOrEqualTo(near);
    assertThat(new JpegLsFrameDecoder(pixels).isExact(coded)).isFalse();
  }

  @Test
  void aTruncatedStreamIsRefusedWhereverItEnds() throws Exception {
    PixelDescription pixels = Noise.pixels(32, 32, 1, 16, 12);
    byte[] coded = new JpegLsFrameEncoder(pixels, 12, 0).encode(Noise.frame(pixels, 1));
    for (int length = 0; length < coded.length - 4; length += 7) {
      byte[] cut = Arrays.copyOf(coded, length);
      assertThatThrownBy(() -> new JpegLsFrameDecoder(pixels).decode(cut))
          .isInstanceOf(FrameCodecException.class);
    }
  }

  @Test
  void aStreamThatClaimsAnotherSizeIsRefusedBeforeAnythingIsAllocated() throws Exception {
    PixelDescription pixels = Noise.pixels(32, 32, 1, 16, 12);
    byte[] coded = new JpegLsFrameEncoder(pixels, 12, 0).encode(Noise.frame(pixels, 1));
    Arrays.fill(coded, 7, 11, (byte) 0xFF); // 65535 x 65535
    assertThatThrownBy(() -> new JpegLsFrameDecoder(pixels).decode(coded))
        .isInstanceOfSatisfying(
            FrameCodecException.class,
            e -> assertThat(e.refusal()).isEqualTo(FrameCodecException.Refusal.MISMATCHED));
  }

  @Test
  void anyDamageIsDecodedOrRefused() throws Exception {
    PixelDescription pixels = Noise.pixels(32, 32, 3, 8, 8);
    byte[] good = new JpegLsFrameEncoder(pixels, 8, 0).encode(Noise.frame(pixels, 1));
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] damaged = good.clone();
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        damaged[random.nextInt(i % 2 == 0 ? 40 : good.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(new JpegLsFrameDecoder(pixels).decode(damaged)).hasSize(good(pixels));
      } catch (FrameCodecException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static int good(PixelDescription pixels) {
    return (int) pixels.frameBytes();
  }
}
