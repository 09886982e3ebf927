package vn.lienvien.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import vn.lienvien.database.Row;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** Table consultation_case. */
final class CaseRows {
  static final RowMapper<ConsultationCase> ROW = Row.to(CaseRows::consultation);

  private CaseRows() {}

  static void insert(Handle handle, ConsultationCase consultation, Instant now) {
    Order order = consultation.order();
    handle
        .createUpdate(
            """
            INSERT INTO consultation_case (case_id, case_role, requesting_site_id,
              requesting_site_name, consulting_site_id, consulting_site_name, study_instance_uid,
              state, reason, created_at, updated_at, deadline, revision, order_source,
              message_control_id, placer_order_number, accession_number, order_study_instance_uid,
              patient_id, issuer_of_patient_id, patient_name, patient_birth_date, patient_sex,
              requested_procedure, reason_for_study, relevant_clinical_information,
              requesting_physician, study_date, priority, search_text)
            VALUES (:caseId, :role, :requestingId, :requestingName, :consultingId, :consultingName,
              :study, :state, :why, :now, :now, :deadline, 1, :source, :messageControlID,
              :placerOrderNumber, :accessionNumber, :studyInstanceUID, :patientID,
              :issuerOfPatientID, :patientName, :birthDate, :patientSex, :requestedProcedure,
              :reasonForStudy, :relevantClinicalInformation, :requestingPhysician, :day,
              :urgency, :searchText)\
            """)
        .bindMethods(order)
        .bind("caseId", consultation.caseId())
        .bind("role", consultation.role())
        .bind("requestingId", consultation.requestingSite().siteId())
        .bind("requestingName", consultation.requestingSite().name())
        .bind("consultingId", consultation.consultingSite().siteId())
        .bind("consultingName", consultation.consultingSite().name())
        .bind("study", consultation.studyInstanceUID())
        .bind("state", consultation.state())
        .bind("why", shortened(consultation.reason()))
        .bind("now", now)
        .bind("deadline", consultation.deadline())
        .bind("birthDate", order.patientBirthDate().orElse(null))
        .bind("day", order.studyDate().orElse(null))
        .bind("urgency", order.priority().ordinal())
        .bind("searchText", searchText(order))
        .execute();
  }

  /** False when the row has another revision than the one that was seen. */
  static boolean update(Handle handle, ConsultationCase seen, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE consultation_case SET state = :state, reason = :reason,
                  study_instance_uid = :study, deadline = :deadline, updated_at = :now,
                  revision = revision + 1
                WHERE case_id = :caseId AND revision = :revision\
                """)
            .bind("state", seen.state())
            .bind("reason", shortened(seen.reason()))
            .bind("study", seen.studyInstanceUID())
            .bind("deadline", seen.deadline())
            .bind("now", now)
            .bind("caseId", seen.caseId())
            .bind("revision", seen.revision())
            .execute()
        == 1;
  }

  /** False when the row has another revision than the one that was seen. */
  static boolean chooseStudy(
      Handle handle, ConsultationCase seen, String studyInstanceUID, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE consultation_case SET order_study_instance_uid = :study, updated_at = :now,
                  revision = revision + 1
                WHERE case_id = :caseId AND revision = :revision\
                """)
            .bind("study", studyInstanceUID)
            .bind("now", now)
            .bind("caseId", seen.caseId())
            .bind("revision", seen.revision())
            .execute()
        == 1;
  }

  static Optional<ConsultationCase> find(Handle handle, String caseId) {
    return handle
        .createQuery("SELECT * FROM consultation_case WHERE case_id = :id")
        .bind("id", caseId)
        .map(ROW)
        .findOne();
  }

  static List<ConsultationCase> byStudy(Handle handle, String studyInstanceUID) {
    return handle
        .createQuery(
            "SELECT * FROM consultation_case WHERE study_instance_uid = :uid ORDER BY created_at")
        .bind("uid", studyInstanceUID)
        .map(ROW)
        .list();
  }

  private static String searchText(Order order) {
    String all =
        String.join(
            " ",
            Folding.foldName(order.patientName()),
            order.patientID(),
            order.accessionNumber(),
            order.placerOrderNumber(),
            order.requestedProcedure());
    String folded = Folding.fold(all);
    return folded.substring(0, Math.min(folded.length(), 4000));
  }

  private static String shortened(String reason) {
    return reason.substring(0, Math.min(reason.length(), 1000));
  }

  static ConsultationCase consultation(Row row) {
    return new ConsultationCase(
        row.text("case_id"),
        row.constant("case_role", CaseRole.class),
        new Site(row.text("requesting_site_id"), row.text("requesting_site_name")),
        new Site(row.text("consulting_site_id"), row.text("consulting_site_name")),
        order(row),
        row.text("study_instance_uid"),
        row.constant("state", CaseState.class),
        row.text("reason"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.instant("deadline"),
        row.integer("revision"));
  }

  private static Order order(Row row) {
    return new Order(
        row.constant("order_source", OrderSource.class),
        row.text("message_control_id"),
        row.text("placer_order_number"),
        row.text("accession_number"),
        row.text("order_study_instance_uid"),
        row.text("patient_id"),
        row.text("issuer_of_patient_id"),
        row.text("patient_name"),
        row.dateIfAny("patient_birth_date"),
        row.text("patient_sex"),
        row.text("requested_procedure"),
        row.text("reason_for_study"),
        row.text("relevant_clinical_information"),
        row.text("requesting_physician"),
        row.dateIfAny("study_date"),
        Priority.values()[row.integer("priority")]);
  }
}
