package vn.lienvien.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ReadingResult;

/** One case, as the API document's CaseDetail. */
record CaseDetail(
    @JsonUnwrapped CaseSummary summary,
    OrderView order,
    @Nullable ResultView result,
    List<HistoryEntry> history,
    Progress progress,
    @Nullable Instant hisAcknowledgedAt,
    List<String> studies,
    List<DeskRoutes.NoteView> notes,
    @Nullable WriterView writer,
    boolean lacksStudy) {

  /** Who writes the result now. */
  record WriterView(String username, String displayName, Instant until) {
    static WriterView of(DraftLeases.Lease lease) {
      return new WriterView(lease.person().username(), lease.person().displayName(), lease.until());
    }
  }

  record HistoryEntry(Instant at, CaseState state, String reason) {}

  record Progress(int expected, int received, int proved, int peerReceived) {}

  record OrderView(
      OrderSource source,
      String placerOrderNumber,
      String accessionNumber,
      String patientID,
      String issuerOfPatientID,
      String requestedProcedure,
      String reasonForStudy,
      String relevantClinicalInformation,
      String requestingPhysician,
      @Nullable LocalDate studyDate,
      Priority priority) {

    static OrderView of(Order order) {
      return new OrderView(
          order.source(),
          order.placerOrderNumber(),
          order.accessionNumber(),
          order.patientID(),
          order.issuerOfPatientID(),
          order.requestedProcedure(),
          order.reasonForStudy(),
          order.relevantClinicalInformation(),
          order.requestingPhysician(),
          order.studyDate().orElse(null),
          order.priority());
    }
  }

  record ResultView(
      String description,
      String conclusion,
      String recommendation,
      String author,
      String authorName,
      int revision,
      Instant savedAt,
      @Nullable Instant signedAt) {

    static ResultView of(ReadingResult result) {
      return new ResultView(
          result.description(),
          result.conclusion(),
          result.recommendation(),
          result.author(),
          result.authorName(),
          result.revision(),
          result.savedAt(),
          result.signedAt().orElse(null));
    }
  }
}
