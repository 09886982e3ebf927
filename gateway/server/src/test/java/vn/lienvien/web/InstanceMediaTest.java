package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienvien.dicom.data.UID;

class InstanceMediaTest {
  private static final List<String> ONE = List.of(UID.JPEG2000Lossless);
  private static final List<String> TWO = List.of(UID.JPEG2000Lossless, UID.JPEGLSLossless);
  private static final String DICOM = "multipart/related; type=\"application/dicom\"";

  @Test
  void whoNamesNoTransferSyntaxGetsExplicitLittleEndian() {
    InstanceMedia converted = new InstanceMedia(UID.ExplicitVRLittleEndian, true);
    assertThat(choose("", TWO)).contains(converted);
    assertThat(choose(DICOM, TWO)).contains(converted);
    assertThat(choose("*/*", ONE)).contains(converted);
    assertThat(choose("application/dicom", ONE))
        .contains(new InstanceMedia(UID.ExplicitVRLittleEndian, false));
  }

  @Test
  void whoTakesAnySyntaxGetsTheFileAsItIs() {
    assertThat(choose(DICOM + "; transfer-syntax=*", TWO)).contains(new InstanceMedia("", true));
    assertThat(choose(DICOM + "; transfer-syntax=" + UID.JPEG2000Lossless, ONE))
        .contains(new InstanceMedia("", true));
    assertThat(choose("application/dicom; transfer-syntax=*", ONE))
        .contains(new InstanceMedia("", false));
  }

  @Test
  void whatCannotBeHadIsRefused() {
    assertThat(choose(DICOM + "; transfer-syntax=" + UID.JPEGLSLossless, ONE)).isEmpty();
    assertThat(choose("application/dicom; transfer-syntax=*", TWO)).isEmpty();
    assertThat(choose("image/jpeg", ONE)).isEmpty();
  }

  private static Optional<InstanceMedia> choose(String accept, List<String> stored) {
    return InstanceMedia.choose(MediaType.parseAccept(accept), stored);
  }
}
