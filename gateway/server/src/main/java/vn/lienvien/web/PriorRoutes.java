package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.PriorStudy;
import vn.lienvien.model.ConsultationCase;

/** What else the archive has of the patient of a case. */
final class PriorRoutes {
  private final CaseSight sight;
  private final Index index;
  private final ViewAudit audit;

  PriorRoutes(CaseSight sight, Index index, ViewAudit audit) {
    this.sight = sight;
    this.index = index;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/cases/{caseId}/priors", Access.LOGGED_IN, this::list));
  }

  private void list(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    audit.sawCase(exchange, which);
    List<PriorStudy> found = index.priors(which.studyInstanceUID());
    exchange.json(200, new Priors(found.stream().map(Prior::of).toList()));
  }

  /** The API document's Priors. */
  record Priors(List<Prior> priors) {}

  /** The API document's Prior. */
  record Prior(
      String studyInstanceUID,
      String patientID,
      String patientName,
      String studyDate,
      String studyDescription,
      List<String> modalities,
      List<String> bodyParts,
      long numberOfInstances,
      boolean samePatientID) {

    static Prior of(PriorStudy study) {
      return new Prior(
          study.studyInstanceUID(),
          study.patientID(),
          study.patientName(),
          study.studyDate(),
          study.studyDescription(),
          CaseListing.ofImages(study.modalities()),
          study.bodyParts(),
          study.instances(),
          study.samePatientID());
    }
  }
}
