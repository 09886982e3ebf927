package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CodestreamHeaderTest {
  /**
   * SOC, COM of 3 bytes, SOT of a first tile, SOD, then data that looks like a marker (T.800 A).
   */
  private static final String JPEG_2000 = "ff4f ff64000500016c ff90000a0000000000000001 ff93";

  /** SOI, COM of 1 byte, SOS of one component, then the scan (T.81 B). */
  private static final String JPEG = "ffd8 fffe000341 ffda000801010000003f00";

  @Test
  void aJpeg2000HeaderEndsBehindTheMarkerThatStartsTheFirstTilesData() {
    assertThat(CodestreamHeader.length(bytes(JPEG_2000 + "ff900a0b0c"))).isEqualTo(23);
  }

  @Test
  void aJpegHeaderEndsWhereItsFirstScanBegins() {
    assertThat(CodestreamHeader.length(bytes(JPEG + "00ff00ff"))).isEqualTo(17);
  }

  @Test
  void ofAHeaderThatIsCutOffTheWholeSegmentsCount() {
    byte[] whole = bytes(JPEG_2000).array();
    assertThat(CodestreamHeader.length(ByteBuffer.wrap(Arrays.copyOf(whole, 15)))).isEqualTo(9);
    assertThat(CodestreamHeader.length(ByteBuffer.wrap(Arrays.copyOf(whole, 3)))).isEqualTo(2);
  }

  @Test
  void whatIsNoMarkerEndsIt() {
    assertThat(CodestreamHeader.length(bytes("ff4f 12340005000000000000"))).isEqualTo(2);
  }

  @Test
  void anythingElseHasNone() {
    assertThat(CodestreamHeader.length(bytes("000001b3"))).isZero();
    assertThat(CodestreamHeader.length(bytes("ff"))).isZero();
    assertThat(CodestreamHeader.length(bytes(""))).isZero();
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
