package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenJPEG encodes, another decoder must see the same. */
class JavaJpeg2000DecoderTest {
  @AutoClose
  private static final FrameCodecPool pool = TestPool.open(CodecSettings.defaults().inProcess());

  @ParameterizedTest
  @CsvSource({
    "16, 16, 1, 8, 8, false",
    "64, 64, 1, 16, 12, false",
    "65, 130, 1, 16, 16, true",
    "201, 204, 1, 16, 12, false",
    "512, 333, 1, 16, 14, true",
    "100, 77, 3, 8, 8, false",
    "1, 200, 1, 8, 8, false",
    "300, 1, 1, 16, 16, false"
  })
  void decodesWhatWeEncodeToTheSameCells(
      int rows, int columns, int samples, int allocated, int stored, boolean signed)
      throws Exception {
    Jpeg2000Format format =
        new Jpeg2000Format(rows, columns, samples, allocated, stored, signed, samples == 3);
    byte[] frame = Noise.frame(Noise.pixels(rows, columns, samples, allocated, stored), 6);
    if (signed && stored < allocated) {
      for (int i = 1; i < frame.length; i += 2) {
        int unused = allocated - stored;
        frame[i] = (byte) ((byte) (frame[i] << unused) >> unused);
      }
    }
    byte[] codestream = pool.call(() -> pool.jpeg2000Encoder().encode(frame, format));
    assertThat(new JavaJpeg2000Decoder().decode(codestream, format)).isEqualTo(frame);
  }

  @Test
  void anyDamageIsDecodedOrRefused() throws Exception {
    Jpeg2000Format format = new Jpeg2000Format(70, 70, 1, 16, 12, false, false);
    byte[] frame = Noise.frame(Noise.pixels(70, 70, 1, 16, 12), 6);
    byte[] good = pool.call(() -> pool.jpeg2000Encoder().encode(frame, format));
    Random random = new Random(8);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(i % 2 == 0 ? 120 : good.length)] = (byte) random.nextInt();
      try {
        assertThat(new JavaJpeg2000Decoder().decode(damaged, format)).hasSize(frame.length);
      } catch (FrameCodecException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void whatWeDoNotWriteIsRefused() throws Exception {
    Jpeg2000Format format = new Jpeg2000Format(70, 70, 1, 8, 8, false, false);
    byte[] frame = Noise.frame(Noise.pixels(70, 70, 1, 8, 8), 6);
    byte[] lossy = pool.call(() -> pool.jpeg2000Encoder().encode(frame, format, 5));
    assertThatThrownBy(() -> new JavaJpeg2000Decoder().decode(lossy, format))
        .isInstanceOf(FrameCodecException.class)
        .hasMessageContaining("another kind");
  }

  @Test
  void aSampleOfFramesIsAskedForAndADisagreementIsARefusal() throws Exception {
    Jpeg2000Format format = new Jpeg2000Format(4, 4, 1, 8, 8, false, false);
    byte[] frame = new byte[16];
    AtomicInteger asked = new AtomicInteger();
    SecondOpinion opinion =
        new SecondOpinion(
            3,
            (codestream, _) -> {
              asked.incrementAndGet();
              return codestream;
            });
    for (int i = 0; i < 7; i++) {
      opinion.ask(frame, format, frame);
    }
    assertThat(asked).hasValue(3);
    opinion.ask(frame, format, frame);
    opinion.ask(frame, format, frame);
    assertThatThrownBy(() -> opinion.ask(new byte[15], format, frame))
        .isInstanceOf(FrameCodecException.class)
        .hasMessageContaining("second decoder");
  }
}
