package vn.lienvien.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** One case in a list, as the API document's CaseSummary. */
record CaseSummary(
    String caseId,
    CaseRole role,
    CaseState state,
    String reason,
    Priority priority,
    String patientName,
    String patientID,
    @Nullable LocalDate patientBirthDate,
    String patientSex,
    String accessionNumber,
    String requestedProcedure,
    List<String> modalities,
    Site requestingSite,
    Site consultingSite,
    String studyInstanceUID,
    int numberOfImages,
    Instant createdAt,
    Instant updatedAt,
    Instant deadline,
    boolean signed) {

  /**
   * @param images what the archive knows of the case's study
   */
  static CaseSummary of(ConsultationCase which, StudyFacts images, boolean signed) {
    Order order = which.order();
    return new CaseSummary(
        which.caseId(),
        which.role(),
        which.state(),
        which.reason(),
        order.priority(),
        order.patientName(),
        order.patientID(),
        order.patientBirthDate().orElse(null),
        order.patientSex(),
        order.accessionNumber(),
        order.requestedProcedure(),
        images.modalities(),
        which.requestingSite(),
        which.consultingSite(),
        which.studyInstanceUID(),
        images.numberOfInstances(),
        which.createdAt(),
        which.updatedAt(),
        which.deadline(),
        signed);
  }
}
