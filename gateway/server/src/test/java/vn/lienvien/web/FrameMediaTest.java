package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.UID;

/** PS3.18 8.7.3: what is accepted decides in which form frames leave. */
class FrameMediaTest {
  private static final String OCTETS = "multipart/related; type=\"application/octet-stream\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // accepted | part type | transfer syntax | as stored
        "multipart/related; type=\"application/octet-stream\"; transfer-syntax=* | application/octet-stream | 1.2.840.10008.1.2.4.90 | true",
        "multipart/related; type=\"application/octet-stream\" | application/octet-stream | 1.2.840.10008.1.2.1 | false",
        "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1 | application/octet-stream | 1.2.840.10008.1.2.1 | false",
        "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.4.90 | application/octet-stream | 1.2.840.10008.1.2.4.90 | true",
        "multipart/related; type=\"image/jp2\" | image/jp2 | 1.2.840.10008.1.2.4.90 | true",
        "multipart/related; type=\"image/*\"; transfer-syntax=* | image/jp2 | 1.2.840.10008.1.2.4.90 | true",
        "multipart/related; type=image/jls, multipart/related; type=image/jp2;q=0.2 | image/jp2 | 1.2.840.10008.1.2.4.90 | true",
        "*/* | application/octet-stream | 1.2.840.10008.1.2.1 | false",
      })
  void compressedFrames(String accept, String partType, String syntax, boolean asStored) {
    assertThat(FrameMedia.choose(MediaType.parseAccept(accept), UID.JPEG2000Lossless, true, 3))
        .contains(new FrameMedia(partType, syntax, asStored, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/related; type=\"image/jls\"",
        "multipart/related; type=\"image/jp2\"; transfer-syntax=1.2.840.10008.1.2.4.91",
        "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.4.80",
        "multipart/related; type=\"application/dicom\"",
        "text/html",
        "application/octet-stream"
      })
  void whatCannotBeHadOfThreeCompressedFramesIsRefused(String accept) {
    assertThat(FrameMedia.choose(MediaType.parseAccept(accept), UID.JPEG2000Lossless, true, 3))
        .isEmpty();
  }

  @Test
  void oneFrameMayBeTheWholeBody() {
    Optional<FrameMedia> media =
        FrameMedia.choose(
            MediaType.parseAccept("application/octet-stream; transfer-syntax=*"),
            UID.JPEG2000Lossless,
            true,
            1);
    assertThat(media)
        .contains(new FrameMedia("application/octet-stream", UID.JPEG2000Lossless, true, false));
  }

  @Test
  void nativeFramesAlwaysSayExplicitLittleEndian() {
    for (String accept : new String[] {OCTETS, OCTETS + "; transfer-syntax=*", "*/*"}) {
      assertThat(
              FrameMedia.choose(MediaType.parseAccept(accept), UID.ExplicitVRBigEndian, false, 1))
          .contains(
              new FrameMedia("application/octet-stream", UID.ExplicitVRLittleEndian, true, true));
    }
  }
}
