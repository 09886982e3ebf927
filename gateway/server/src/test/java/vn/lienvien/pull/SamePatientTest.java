package vn.lienvien.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;

class SamePatientTest {
  @ParameterizedTest
  @CsvSource({
    "BN1,            N^V^Duc,                        19500203, true",
    "BN1,            Nguyễn^Đức^Văn,                 19990101, true",
    "BN1,            Somebody^Else,                  '',       true",
    "BN1,            Somebody^Else,                  19990101, false",
    "PACS-7,         Nguyễn^Đức^Văn,                 19500203, true",
    "PACS-7,         NGUYEN VAN DUC,                 19500203, true",
    "'',             Nguyễn^Đức^Văn,                 '',       true",
    "PACS-7,         Nguyễn^Đức^Văn=阮文德,            19500203, true",
    "PACS-7,         Nguyễn^Đức^Văn,                 19510203, false",
    "PACS-7,         Nguyễn^Đức,                     19500203, false",
    "PACS-7,         Trần^Đức^Văn,                   19500203, false",
    "'',             '',                             19500203, false",
  })
  void oneNumberOrOneNameAndBirthDate(
      String patientID, String patientName, String patientBirthDate, boolean plausible) {
    Attributes study =
        new Attributes()
            .set(Tag.PatientID, patientID)
            .set(Tag.PatientName, patientName)
            .set(Tag.PatientBirthDate, patientBirthDate);
    assertThat(SamePatient.isPlausible(study, order())).isEqualTo(plausible);
  }

  private static Order order() {
    return new Order(
        OrderSource.HL7,
        "MSG1",
        "",
        "ACC1",
        "",
        "BN1",
        "",
        "Nguyễn Văn Đức",
        Optional.of(LocalDate.of(1950, 2, 3)),
        "M",
        "",
        "",
        "",
        "",
        Optional.empty(),
        Priority.ROUTINE);
  }
}
