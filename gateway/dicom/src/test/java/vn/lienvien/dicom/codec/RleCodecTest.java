package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;

/** RLE both ways, and RLE that lies. */
class RleCodecTest {
  private static final PixelDescription PIXELS = Noise.pixels(40, 300, 1, 16, 12);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 8",
    "40, 300, 1, 8",
    "40, 300, 1, 16",
    "9, 129, 3, 8",
    "5, 7, 3, 16",
    "6, 9, 3, 32"
  })
  void whatIsEncodedComesBackEqual(int rows, int columns, int samples, int allocated)
      throws Exception {
    PixelDescription pixels = Noise.pixels(rows, columns, samples, allocated, allocated);
    byte[] frame = Noise.frame(pixels, 9);
    byte[] stored = new RleFrameEncoder(pixels).encode(frame);
    assertThat(stored.length % 2).isZero();
    assertThat(new RleFrameDecoder(pixels).decode(stored)).isEqualTo(frame);
  }

  @Test
  void aFrameThatEndsTooEarlyIsRefused() throws Exception {
    byte[] stored = new RleFrameEncoder(PIXELS).encode(Noise.frame(PIXELS, 1));
    for (int length = 0; length < stored.length - 300; length += 111) {
      assertRefused(Arrays.copyOf(stored, length), Refusal.MALFORMED);
    }
  }

  @Test
  void segmentsOutsideTheFrameOrOfAnotherNumberAreRefused() throws Exception {
    byte[] stored = new RleFrameEncoder(PIXELS).encode(Noise.frame(PIXELS, 1));
    assertRefused(with(stored, 0, 15), Refusal.MISMATCHED);
    assertRefused(with(stored, 0, -1), Refusal.MISMATCHED);
    assertRefused(with(stored, 4, 0x7FFFFFFF), Refusal.MALFORMED);
    assertRefused(with(stored, 8, 3), Refusal.MALFORMED);
  }

  @Test
  void aFewBytesCannotBecomeMoreThanTheFrameOrOutsideIt() {
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      byte[] hostile = new byte[64 + random.nextInt(400)];
      random.nextBytes(hostile);
      hostile = with(with(with(hostile, 0, 2), 4, 64), 8, 64); // two segments, both of all bytes
      try {
        assertThat(new RleFrameDecoder(PIXELS).decode(hostile)).hasSize((int) PIXELS.frameBytes());
      } catch (FrameCodecException e) {
        assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED);
      }
    }
  }

  private static byte[] with(byte[] stored, int at, int word) {
    byte[] changed = stored.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, word);
    return changed;
  }

  private static void assertRefused(byte[] stored, Refusal refusal) {
    assertThatThrownBy(() -> new RleFrameDecoder(PIXELS).decode(stored))
        .isInstanceOfSatisfying(
            FrameCodecException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
