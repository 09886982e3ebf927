package vn.lienvien.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** Cases for tests. */
public final class Consultations {
  public static final Instant NOW = Instant.parse("2026-11-22T01:02:03.004005Z");

  private Consultations() {}

  public static ConsultationCase named(String caseId, String patientName, Priority priority) {
    return named(caseId, patientName, "CT sọ não", priority);
  }

  public static ConsultationCase named(
      String caseId, String patientName, String requestedProcedure, Priority priority) {
    Order order =
        new Order(
            OrderSource.HL7,
            "MSG-" + caseId,
            "PL1",
            "ACC-" + caseId,
            "",
            "BN0001",
            "",
            patientName,
            Optional.of(LocalDate.of(1950, 2, 3)),
            "F",
            requestedProcedure,
            "Đau đầu",
            "",
            "Lê Thị Ánh",
            Optional.empty(),
            priority);
    return new ConsultationCase(
        caseId,
        CaseRole.REQUESTING,
        new Site("a", "Bệnh viện huyện A"),
        new Site("b", "Bệnh viện trung ương B"),
        order,
        "",
        CaseState.REQUESTED,
        "placed",
        NOW,
        NOW,
        NOW.plus(Duration.ofHours(1)),
        0);
  }
}
