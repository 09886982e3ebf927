package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediaTypeTest {

  @Test
  void readsQuotedParametersWithSeparatorsInThem() {
    MediaType type =
        MediaType.parse("Multipart/Related; TYPE=\"application/octet-stream\"; x=\"a;b,c=d\"; y=*");
    assertThat(type.name()).isEqualTo("multipart/related");
    assertThat(type.parameter("type")).contains("application/octet-stream");
    assertThat(type.parameter("x")).contains("a;b,c=d");
    assertThat(type.parameter("y")).contains("*");
  }

  @Test
  void ordersAnAcceptHeaderByQualityAndKeepsTheOrderOfEquals() {
    List<MediaType> ranges =
        MediaType.parseAccept(
            "image/png;q=0.5, image/jpeg, text/html;q=0, image/gif;q=x, ,*/*;q=.1");
    assertThat(ranges)
        .extracting(MediaType::name)
        .containsExactly("image/jpeg", "image/gif", "image/png", "*/*");
  }

  @Test
  void rangesIncludeWhatTheyName() {
    assertThat(MediaType.parse("image/*").includes("image/png")).isTrue();
    assertThat(MediaType.parse("image/*").includes("imagery/png")).isFalse();
    assertThat(MediaType.parse("*/*").includes("application/dicom")).isTrue();
    assertThat(MediaType.parse("image/jpeg").includes("image/png")).isFalse();
  }
}
