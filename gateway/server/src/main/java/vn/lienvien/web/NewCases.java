package vn.lienvien.web;

import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.Intake;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** A doctor at the requesting side asks for a consultation about a study of the PACS. */
final class NewCases implements Endpoint {
  private final List<Site> consultingSites;
  private final Intake intake;
  private final ViewAudit audit;

  NewCases(List<Site> consultingSites, Intake intake, ViewAudit audit) {
    this.consultingSites = consultingSites;
    this.intake = intake;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/consulting-sites",
            Access.LOGGED_IN,
            exchange -> exchange.json(200, Map.of("sites", consultingSites))));
  }

  @Override
  public void answer(Exchange exchange) throws IOException {
    NewCase wanted = exchange.json(NewCase.class);
    Order order = wanted.order(exchange.account().displayName());
    switch (intake.place(order, OrderMessage.NONE, siteOf(wanted).siteId())) {
      case PlacementOutcome.Placed placed -> {
        audit.did(exchange, Action.REQUEST_CONSULTATION, placed.caseId());
        exchange.json(201, Map.of("caseId", placed.caseId()));
      }
      case PlacementOutcome.AlreadyPlaced there ->
          exchange.json(200, Map.of("caseId", there.caseId()));
      case PlacementOutcome.Invalid invalid ->
          throw new HttpFault(ErrorCode.INVALID_FIELD, invalid.field() + ": " + invalid.reason());
      case PlacementOutcome.Contradicts other ->
          throw new HttpFault(ErrorCode.CASE_EXISTS, other.reason());
    }
  }

  private Site siteOf(NewCase wanted) {
    String siteId = text(wanted.consultingSiteId());
    if (siteId.isEmpty() && consultingSites.size() == 1) {
      return consultingSites.getFirst();
    }
    return consultingSites.stream()
        .filter(site -> site.siteId().equals(siteId))
        .findFirst()
        .orElseThrow(
            () -> new HttpFault(ErrorCode.UNKNOWN_CONSULTING_SITE, "no such consulting site"));
  }

  /** Vietnamese is kept composed (NFC) everywhere inside. */
  static String text(@Nullable String text) {
    return text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /** The API document's NewCase; what is left out is null. */
  record NewCase(
      @Nullable String studyInstanceUID,
      @Nullable String patientID,
      @Nullable String patientName,
      @Nullable LocalDate patientBirthDate,
      @Nullable String patientSex,
      @Nullable String accessionNumber,
      @Nullable String requestedProcedure,
      @Nullable LocalDate studyDate,
      @Nullable String reasonForStudy,
      @Nullable String relevantClinicalInformation,
      @Nullable Priority priority,
      @Nullable String consultingSiteId) {

    Order order(String requestingPhysician) {
      if (!UIDs.isValid(text(studyInstanceUID))) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "studyInstanceUID is no UID");
      }
      if (priority == null) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "priority is missing");
      }
      return new Order(
          OrderSource.WEB,
          "",
          "",
          bounded("accessionNumber", accessionNumber, 64),
          text(studyInstanceUID),
          required("patientID", patientID, 64),
          "",
          required("patientName", patientName, 256),
          Optional.ofNullable(patientBirthDate),
          sex(),
          bounded("requestedProcedure", requestedProcedure, 256),
          required("reasonForStudy", reasonForStudy, 10_000),
          bounded("relevantClinicalInformation", relevantClinicalInformation, 10_000),
          requestingPhysician,
          Optional.ofNullable(studyDate),
          priority);
    }

    private String sex() {
      String sex = text(patientSex);
      if (!List.of("", "M", "F", "O").contains(sex)) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, "patientSex is M, F, O or empty");
      }
      return sex;
    }

    private static String required(String name, @Nullable String value, int most) {
      String text = bounded(name, value, most);
      if (text.isEmpty()) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, name + " is missing");
      }
      return text;
    }

    private static String bounded(String name, @Nullable String value, int most) {
      String text = text(value);
      if (text.length() > most) {
        throw new HttpFault(ErrorCode.INVALID_FIELD, name + " is longer than " + most);
      }
      return text;
    }
  }
}
