package vn.lienvien.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.v25.datatype.ED;
import ca.uhn.hl7v2.model.v25.datatype.FT;
import ca.uhn.hl7v2.model.v25.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.Site;

class ResultMessageTest {
  private static final Instant SIGNED = Instant.parse("2026-11-22T03:04:05Z");
  static final String CASE_ID = "0d6f5a52-1111-4222-8333-444455556666";
  private static final byte[] PDF = "%PDF-1.7 thử".getBytes(StandardCharsets.UTF_8);
  private final ResultMessage results =
      new ResultMessage(new Hl7Settings.His("127.0.0.1", 1, "LIENVIEN", "GW", "HIS", "BVHN"));

  @Test
  void isAVersion25ResultByHapisStrictReading() throws Exception {
    try (DefaultHapiContext context =
        new DefaultHapiContext(ValidationContextFactory.defaultValidation())) {
      context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
      ORU_R01 oru = (ORU_R01) context.getPipeParser().parse(built());
      assertThat(oru.getMSH().getMessageControlID().getValue())
          .isEqualTo("R0D6F5A5211114222833")
          .hasSize(20);
      assertThat(
              oru.getPATIENT_RESULT()
                  .getPATIENT()
                  .getPID()
                  .getPatientName(0)
                  .getFamilyName()
                  .getSurname()
                  .getValue())
          .isEqualTo("Nguyễn Thị Hồng Đào");
      ORU_R01_ORDER_OBSERVATION order = oru.getPATIENT_RESULT().getORDER_OBSERVATION();
      assertThat(order.getOBR().getResultStatus().getValue()).isEqualTo("F");
      assertThat(order.getOBR().getPlacerField1().getValue()).isEqualTo("ACC-1");
      assertThat(order.getOBSERVATIONReps()).isEqualTo(5);
      FT description = (FT) order.getOBSERVATION(0).getOBX().getObservationValue(0).getData();
      assertThat(description.getValue().replace("\\.br\\", "\n"))
          .isEqualTo("Không thấy | máu tụ ^ & ~ \\.\nDòng hai");
      ED pdf = (ED) order.getOBSERVATION(3).getOBX().getObservationValue(0).getData();
      assertThat(Base64.getDecoder().decode(pdf.getData().getValue())).isEqualTo(PDF);
      assertThat(pdf.getEncoding().getValue()).isEqualTo("Base64");
      assertThat(order.getOBSERVATION(4).getOBX().encode()).contains("|^1.2.3.4^ISO|");
    }
  }

  @Test
  void isTheSameMessageEachTimeItIsBuilt() {
    assertThat(built()).isEqualTo(built());
  }

  @Test
  void leavesOutWhatTheResultDoesNotSay() {
    String text =
        new String(results.build(consultation(), result(""), PDF), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("18783-1").contains("\rOBX|3|ED|18748-4^");
  }

  private String built() {
    return new String(
        results.build(consultation(), result("Chụp lại sau 6 giờ"), PDF), StandardCharsets.UTF_8);
  }

  static ReadingResult result(String recommendation) {
    return new ReadingResult(
        CASE_ID,
        "Không thấy | máu tụ ^ & ~ \\.\nDòng hai",
        "Bình thường",
        recommendation,
        "bs.an",
        "BS. Lê An",
        3,
        SIGNED,
        Optional.of(SIGNED));
  }

  static ConsultationCase consultation() {
    Order order =
        new Order(
            OrderSource.HL7,
            "M1",
            "PL-1",
            "ACC-1",
            "",
            "BN1",
            "01234",
            "Nguyễn Thị Hồng Đào",
            Optional.of(LocalDate.of(1985, 3, 12)),
            "F",
            "CT sọ não",
            "Đau đầu",
            "",
            "BS. Bình",
            Optional.empty(),
            Priority.STAT);
    return new ConsultationCase(
        CASE_ID,
        CaseRole.REQUESTING,
        new Site("a", "BV A"),
        new Site("b", "BV B"),
        order,
        "1.2.3.4",
        CaseState.RETURNING,
        "",
        SIGNED,
        SIGNED,
        SIGNED,
        1);
  }
}
