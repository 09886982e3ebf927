package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** Keys as findscu takes them. */
final class QueryKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"Modality=CT", "0008,0060=CT", "(0008,0060)=CT", "00080060=CT"})
  void aKeyIsAKeywordOrATag(String typed) {
    assertThat(identifier(typed)).isEqualTo(new Attributes().set(Tag.Modality, "CT"));
  }

  @Test
  void aKeyWithoutValueIsAskedFor() {
    assertThat(identifier("PatientName", "(0010,0020)="))
        .isEqualTo(new Attributes().setEmpty(Tag.PatientName).setEmpty(Tag.PatientID));
  }

  @Test
  void keysWithinItemsMeetInTheSameItem() {
    Attributes step =
        new Attributes().set(Tag.Modality, "MR").setEmpty(Tag.ScheduledProcedureStepStartDate);
    assertThat(
            identifier(
                "ScheduledProcedureStepSequence[0].Modality=MR",
                "(0040,0100)[0].(0040,0002)",
                "0040,0100.0040,0008[1].CodeValue=1.2=3"))
        .isEqualTo(
            new Attributes()
                .setItems(
                    Tag.ScheduledProcedureStepSequence,
                    step.setItems(
                        Tag.ScheduledProtocolCodeSequence,
                        new Attributes(),
                        new Attributes().set(Tag.CodeValue, "1.2=3"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoSuchKeyword", "(0010,00", "Modality.", "[0].Modality", ""})
  void whatIsNoKeyIsRefused(String typed) {
    assertThatThrownBy(() -> identifier(typed))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'");
  }

  private static Attributes identifier(String... typed) {
    Attributes identifier = new Attributes();
    for (String one : typed) {
      new QueryKey.Converter().convert(one).setIn(identifier);
    }
    return identifier;
  }
}
