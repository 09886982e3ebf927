package vn.lienvien.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** Cases about made-up studies, as hospital A's gateway has them. */
public final class Orders {
  private Orders() {}

  /** Names its study by accession number. */
  public static ConsultationCase byAccession(Node node, String accessionNumber) {
    return place(node, OrderSource.HL7, accessionNumber, "", Optional.empty(), "");
  }

  /** Names its study by patient and the day of the slices. */
  public static ConsultationCase byPatient(Node node, String patientID) {
    return place(node, OrderSource.HL7, "", patientID, Optional.of(LocalDate.of(2026, 11, 22)), "");
  }

  /** Names its study by UID, and its patient by ID and name. */
  public static ConsultationCase byUID(Node node, Slices study) {
    return place(
        node, OrderSource.HL7, "", study.patientID(), Optional.empty(), study.studyInstanceUID());
  }

  /** A study that a doctor picked in the web page. */
  public static ConsultationCase picked(Node node, Slices study) {
    return place(
        node, OrderSource.WEB, "", study.patientID(), Optional.empty(), study.studyInstanceUID());
  }

  /** A study that a modality pushed. */
  public static ConsultationCase pushed(Node node, Slices study) {
    return place(
        node, OrderSource.PUSH, "", study.patientID(), Optional.empty(), study.studyInstanceUID());
  }

  private static ConsultationCase place(
      Node node,
      OrderSource source,
      String accessionNumber,
      String patientID,
      Optional<LocalDate> studyDate,
      String studyInstanceUID) {
    Order order =
        new Order(
            source,
            "",
            "",
            accessionNumber,
            studyInstanceUID,
            patientID,
            "",
            "Nguyễn Văn Đức",
            Optional.empty(),
            "M",
            "CT",
            "",
            "",
            "",
            studyDate,
            Priority.URGENT);
    Instant now = Instant.now();
    ConsultationCase placed =
        new ConsultationCase(
            UUID.randomUUID().toString(),
            CaseRole.REQUESTING,
            node.settings.site(),
            new Site("b", "Bệnh viện B"),
            order,
            studyInstanceUID,
            CaseState.FETCHING,
            "placed",
            now,
            now,
            now.plus(Duration.ofHours(1)),
            0);
    node.database.commit(transaction -> {
      node.cases.insert(transaction, placed);
    });
    return node.cases.find(placed.caseId()).orElseThrow();
  }

  /** The work on a case, as the dispatcher hands it out. */
  public static Job job(JobKind kind, ConsultationCase consultation, int attempts) {
    return new Job(
        1, kind, consultation.caseId(), consultation.order().priority(), attempts, Instant.now());
  }
}
