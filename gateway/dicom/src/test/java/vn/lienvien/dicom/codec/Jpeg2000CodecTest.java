package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Jpeg2000CodecTest {
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 8, 8, false",
    "1, 1, 3, 8, 8, false",
    "7, 65, 1, 8, 7, false",
    "64, 64, 1, 16, 12, false",
    "64, 64, 1, 16, 16, true",
    "200, 130, 1, 16, 13, true",
    "100, 100, 3, 8, 8, false",
    "100, 101, 3, 16, 16, false",
    "40, 33, 1, 32, 20, true",
    "512, 512, 1, 16, 16, false",
    "1, 5000, 1, 16, 16, false"
  })
  void givesBackTheSameNoise(
      int rows, int columns, int samples, int allocated, int precision, boolean signed)
      throws IOException {
    Jpeg2000Format format =
        new Jpeg2000Format(rows, columns, samples, allocated, precision, signed, samples == 3);
    byte[] frame = noise(format);

    byte[] codestream = encode(format, frame);

    Jpeg2000Codestream header = Jpeg2000Codestream.parse(codestream);
    assertThat(header)
        .isEqualTo(
            new Jpeg2000Codestream(columns, rows, samples, precision, signed, true, samples == 3));
    assertThat(pool.call(() -> pool.jpeg2000Decoder().decode(codestream, format))).isEqualTo(frame);
  }

  @Test
  void refusesAFrameOfAnotherLength() {
    Jpeg2000Format format = new Jpeg2000Format(8, 8, 1, 8, 8, false, false);

    assertThatThrownBy(() -> encode(format, new byte[63]))
        .isInstanceOfSatisfying(
            FrameCodecException.class,
            e -> assertThat(e.refusal()).isEqualTo(FrameCodecException.Refusal.MISMATCHED));
  }

  @Test
  void decodesNoTruncatedCodestream() throws IOException {
    Jpeg2000Format format = new Jpeg2000Format(64, 64, 1, 16, 16, false, false);
    byte[] codestream = encode(format, noise(format));

    for (int length = 0; length < codestream.length - 2; length += 97) {
      byte[] cut = Arrays.copyOf(codestream, length);
      assertThatThrownBy(
              () -> {
                Jpeg2000Codestream.parse(cut);
                pool.call(() -> pool.jpeg2000Decoder().decode(cut, format));
              })
          .isInstanceOf(FrameCodecException.class);
    }
  }

  private static byte[] encode(Jpeg2000Format format, byte[] frame) throws IOException {
    return pool.call(() -> pool.jpeg2000Encoder().encode(frame, format));
  }

  /** Smooth enough to be encoded, noisy enough to use every bit of the precision. */
  private static byte[] noise(Jpeg2000Format format) {
    Random random = new Random(format.hashCode());
    byte[] frame = new byte[format.frameBytes()];
    int cell = format.bytesPerCell();
    int shift = Integer.SIZE - format.precision();
    for (int at = 0; at < frame.length; at += cell) {
      int value = random.nextInt() >> random.nextInt(8);
      int sample = format.signed() ? value >> shift : value >>> shift;
      for (int i = 0; i < cell; i++) {
        frame[at + i] = (byte) (sample >> 8 * i);
      }
    }
    return frame;
  }
}
