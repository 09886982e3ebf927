package vn.lienvien.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UIDsTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.10008.1.1", "2.25.0", "0.0", "1"})
  void acceptsWhatPS35Allows(String uid) {
    assertThat(UIDs.isValid(uid)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.",
        ".1",
        "1..2",
        "1.02",
        "1.a",
        "1.2 ",
        "../../etc",
        "1.11111111111111111111111111111111111111111111111111111111111111111"
      })
  void refusesEverythingElse(String uid) {
    assertThat(UIDs.isValid(uid)).isFalse();
  }

  @Test
  void newUIDsAreValidAndDiffer() {
    assertThat(UIDs.isValid(UIDs.create())).isTrue();
    assertThat(UIDs.create()).isNotEqualTo(UIDs.create());
  }

  @Test
  void aSeedAlwaysGivesTheSameUID() {
    assertThat(UIDs.nameBased("case 1 result"))
        .isEqualTo(UIDs.nameBased("case 1 result"))
        .isNotEqualTo(UIDs.nameBased("case 2 result"))
        .satisfies(uid -> assertThat(UIDs.isValid(uid)).isTrue());
  }
}
