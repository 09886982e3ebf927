package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienvien.archive.QuarantineDesk;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.security.Role;

/** What came with the UID of another instance, beside that other one, for a person to judge. */
final class QuarantineRoutes {
  private static final List<Attribute> COMPARED =
      Stream.of(
              new Attribute("PatientName", Tag.PatientName),
              new Attribute("PatientID", Tag.PatientID),
              new Attribute("PatientBirthDate", Tag.PatientBirthDate),
              new Attribute("StudyDate", Tag.StudyDate),
              new Attribute("Modality", Tag.Modality),
              new Attribute("StudyDescription", Tag.StudyDescription),
              new Attribute("SeriesDescription", Tag.SeriesDescription),
              new Attribute("InstanceNumber", Tag.InstanceNumber),
              new Attribute("ContentTime", Tag.ContentTime),
              new Attribute("Rows", Tag.Rows),
              new Attribute("Columns", Tag.Columns))
          .toList();

  private final QuarantineDesk quarantine;
  private final ViewAudit audit;

  private record Attribute(String keyword, int tag) {}

  QuarantineRoutes(QuarantineDesk quarantine, ViewAudit audit) {
    this.quarantine = quarantine;
    this.audit = audit;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/quarantine", administrator, this::list),
        Route.post("/api/quarantine/{quarantineId}", administrator, this::judge));
  }

  private void list(Exchange exchange) throws IOException {
    List<ItemView> items = quarantine.waiting().stream().map(QuarantineRoutes::view).toList();
    audit.saw(exchange, Action.VIEW_STUDY, "quarantine");
    exchange.json(200, new QuarantineView(items));
  }

  private void judge(Exchange exchange) throws IOException {
    Judgement wanted = exchange.json(Judgement.class);
    String reason = NewCases.text(wanted.reason());
    if (reason.isEmpty()) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "reason is missing");
    }
    String id = exchange.path("quarantineId");
    Optional<StoreOutcome> outcome =
        quarantine.judge(
            new QuarantineDesk.Judgement(
                id, wanted.accept(), exchange.account().username(), reason));
    switch (outcome.orElseThrow(() -> HttpFault.notFound("instance in quarantine"))) {
      case StoreOutcome.Stored stored -> exchange.empty(204);
      case StoreOutcome.AlreadyStored there -> exchange.empty(204);
      case StoreOutcome.Conflicting conflicting ->
          throw new HttpFault(ErrorCode.WRONG_STATE, "its new UID is taken too");
      case StoreOutcome.Refused refused ->
          throw new HttpFault(ErrorCode.OUT_OF_RESOURCES, refused.reason());
    }
    audit.did(exchange, Action.JUDGE_QUARANTINE, id);
  }

  private static ItemView view(QuarantineDesk.Pair pair) {
    return new ItemView(
        pair.newcomer().quarantineId(),
        pair.newcomer().sopInstanceUID(),
        pair.newcomer().source(),
        pair.newcomer().receivedAt(),
        COMPARED.stream().map(attribute -> difference(attribute, pair)).toList());
  }

  private static ComparedView difference(Attribute attribute, QuarantineDesk.Pair pair) {
    return new ComparedView(
        attribute.keyword(),
        pair.ours().map(ours -> text(ours, attribute)).orElse(null),
        text(pair.theirs(), attribute));
  }

  private static String text(Attributes dataset, Attribute attribute) {
    return String.join("\\", dataset.strings(attribute.tag()));
  }

  record Judgement(boolean accept, @Nullable String reason) {}

  /**
   * @param kept null where there is no other instance any more
   */
  record ComparedView(String keyword, @Nullable String kept, String newcomer) {}

  record ItemView(
      String quarantineId,
      String sopInstanceUID,
      String source,
      Instant receivedAt,
      List<ComparedView> attributes) {}

  record QuarantineView(List<ItemView> items) {}
}
