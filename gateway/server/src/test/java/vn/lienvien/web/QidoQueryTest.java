package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

class QidoQueryTest {

  @Test
  void readsKeywordsTagsAndPathsIntoSequences() {
    QidoQuery query =
        query(
            "PatientName", "Nguyễn*",
            "00080050", "A1",
            "00400275.ScheduledProcedureStepID", "7",
            "RequestAttributesSequence.00401001", "8");
    assertThat(query.keys().string(Tag.PatientName)).contains("Nguyễn*");
    assertThat(query.keys().string(Tag.AccessionNumber)).contains("A1");
    Attributes item = query.keys().item(Tag.RequestAttributesSequence).orElseThrow();
    assertThat(item.string(Tag.ScheduledProcedureStepID)).contains("7");
    assertThat(item.string(Tag.RequestedProcedureID)).contains("8");
  }

  @Test
  void aListOfUidsIsSeparatedByCommaOrBackslash() {
    QidoQuery query = query("StudyInstanceUID", "1.2.3,1.2.4\\1.2.5");
    assertThat(query.keys().strings(Tag.StudyInstanceUID))
        .containsExactly("1.2.3", "1.2.4", "1.2.5");
  }

  @Test
  void readsControlParametersApartFromAttributes() {
    QidoQuery query =
        query(
            "limit", "10",
            "offset", "20",
            "fuzzymatching", "true",
            "includefield", "StudyDescription,00081030",
            "includefield", "all");
    assertThat(query.keys().tags()).containsExactly(Tag.SpecificCharacterSet);
    assertThat(query.limit()).isEqualTo(10);
    assertThat(query.offset()).isEqualTo(20);
    assertThat(query.fields()).containsExactly(Tag.StudyDescription);
  }

  @ParameterizedTest
  @CsvSource({
    "NoSuchKeyword,x",
    "0010001,x",
    "limit,-1",
    "limit,ten",
    "offset,99999999999",
    "RequestAttributesSequence,x",
    "includefield,Nonsense",
    "00400275.00400275.00400275.00400275.00400009,x"
  })
  void refusesWhatNamesNothing(String name, String value) {
    assertThatThrownBy(() -> query(name, value)).isInstanceOf(HttpFault.class);
  }

  @Test
  void refusesOneAttributeMatchedTwice() {
    assertThatThrownBy(() -> query("PatientID", "1", "00100020", "2"))
        .isInstanceOf(HttpFault.class);
  }

  private static QidoQuery query(String... namesAndValues) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return QidoQuery.of(parameters);
  }
}
