package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;

/**
 * Codestreams that lie: nothing of them may reach native code, or it must come back as a refusal.
 */
class HostileJpeg2000Test {
  private static final int SIZE_AT = 8; // Xsiz, behind SOC, SIZ, Lsiz and Rsiz
  private static final int TILE_AT = 24; // XTsiz
  private static final int COMPONENTS_AT = 40; // Csiz
  private static final Jpeg2000Format FORMAT =
      new Jpeg2000Format(128, 128, 1, 16, 12, false, false);

  private static FrameCodecPool pool;
  private static byte[] good;

  @BeforeAll
  static void open() throws IOException {
    pool = FrameCodecPool.open(CodecSettings.defaults().inProcess());
    byte[] frame = new byte[FORMAT.frameBytes()];
    for (int i = 0; i < frame.length; i += 2) {
      frame[i] = (byte) (i / 64);
    }
    good = pool.call(() -> pool.jpeg2000Encoder().encode(frame, FORMAT));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void refusesAnImageOfFourBillionColumns() {
    assertRefused(bytes -> bytes.putInt(SIZE_AT, -1), Refusal.MALFORMED);
  }

  @Test
  void refusesATileForEveryPixel() {
    assertRefused(bytes -> bytes.putInt(TILE_AT, 1).putInt(TILE_AT + 4, 1), Refusal.MALFORMED);
  }

  @Test
  void refusesTilesWithoutArea() {
    assertRefused(bytes -> bytes.putInt(TILE_AT, 0), Refusal.MALFORMED);
  }

  @Test
  void refusesManyThousandComponents() {
    assertRefused(bytes -> bytes.putShort(COMPONENTS_AT, (short) 16_384), Refusal.MALFORMED);
  }

  @Test
  void refusesMoreBitsThanACellHas() {
    assertRefused(bytes -> bytes.put(COMPONENTS_AT + 2, (byte) 37), Refusal.MALFORMED);
    assertRefused(bytes -> bytes.put(COMPONENTS_AT + 2, (byte) 19), Refusal.MISMATCHED);
  }

  @Test
  void refusesSubsampledComponents() {
    assertRefused(bytes -> bytes.put(COMPONENTS_AT + 3, (byte) 2), Refusal.MALFORMED);
  }

  @Test
  void refusesAnotherSizeThanTheDataSetSays() {
    assertRefused(bytes -> bytes.putInt(SIZE_AT, 127), Refusal.MISMATCHED);
  }

  @Test
  void refusesATilePartThatEndsBeyondTheFrame() {
    int startOfTile = indexOfMarker(0xFF90);
    assertRefused(bytes -> bytes.putInt(startOfTile + 6, 1 << 30), Refusal.MALFORMED);
  }

  @Test
  void survivesAnyDamageToTheHeaders() {
    Random random = new Random(20_261_122);
    int headers = indexOfMarker(0xFF93);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = good.clone();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(headers)] = (byte) random.nextInt();
      }
      assertDecodesOrRefuses(damaged);
    }
  }

  @Test
  void survivesAnyDamageToThePackets() {
    Random random = new Random(7);
    int headers = indexOfMarker(0xFF93);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = good.clone();
      damaged[headers + random.nextInt(good.length - headers)] ^= (byte) (1 + random.nextInt(255));
      assertDecodesOrRefuses(damaged);
    }
  }

  private static void assertDecodesOrRefuses(byte[] codestream) {
    assertThatCode(
            () -> {
              try {
                assertThat(decode(codestream)).hasSize(FORMAT.frameBytes());
              } catch (FrameCodecException e) {
                assertThat(e.refusal()).isNotNull();
              }
            })
        .doesNotThrowAnyException();
  }

  private static void assertRefused(Consumer<ByteBuffer> lie, Refusal refusal) {
    byte[] hostile = good.clone();
    lie.accept(ByteBuffer.wrap(hostile));
    assertThatThrownBy(() -> decode(hostile))
        .isInstanceOfSatisfying(
            FrameCodecException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  private static byte[] decode(byte[] codestream) throws IOException {
    PixelDescription pixels =
        new PixelDescription(128, 128, 1, 16, 12, 11, false, 0, "MONOCHROME2", 1);
    FrameDecoder decoder = new Jpeg2000FrameDecoder(pixels, pool.jpeg2000Decoder());
    return pool.call(() -> decoder.decode(codestream));
  }

  private static int indexOfMarker(int marker) {
    ByteBuffer bytes = ByteBuffer.wrap(good);
    int at = 0;
    while (Short.toUnsignedInt(bytes.getShort(at)) != marker) {
      at++;
    }
    return at;
  }
}
