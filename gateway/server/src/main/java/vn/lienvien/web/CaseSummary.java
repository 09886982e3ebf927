package vn.lienvien.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.CaseListing.CriticalState;
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
    boolean signed,
    DeskRoutes.@Nullable PersonView assignedTo,
    CriticalState critical) {

  static CaseSummary of(CaseListing listing) {
    ConsultationCase which = listing.consultation();
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
        listing.modalities(),
        which.requestingSite(),
        which.consultingSite(),
        which.studyInstanceUID(),
        listing.numberOfImages(),
        which.createdAt(),
        which.updatedAt(),
        which.deadline(),
        listing.signed(),
        listing
            .assignment()
            .map(a -> new DeskRoutes.PersonView(a.username(), a.displayName()))
            .orElse(null),
        listing.critical());
  }
}
