package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.Forward;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.JobView;
import vn.lienvien.security.Role;

/** Sites without Liên Viện: what they have of ours, what waits for them, a study sent by hand. */
final class DestinationRoutes {
  private final WebRooms rooms;
  private final ViewAudit audit;

  DestinationRoutes(WebRooms rooms, ViewAudit audit) {
    this.rooms = rooms;
    this.audit = audit;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/destinations", administrator, this::list),
        Route.post("/api/destinations/{name}/studies", administrator, this::send));
  }

  private void list(Exchange exchange) throws IOException {
    List<JobView> sending =
        rooms.outbox().all().stream()
            .filter(view -> view.job().kind() == JobKind.SEND_STUDY)
            .toList();
    exchange.json(
        200,
        Map.of(
            "destinations",
            rooms.status().destinations().stream()
                .map(destination -> new DestinationView(destination, of(destination, sending)))
                .toList()));
  }

  private static List<Sending> of(GatewayStatus.Destination destination, List<JobView> sending) {
    return sending.stream()
        .filter(view -> Forward.of(view.job().subject()).destination().equals(destination.name()))
        .map(Sending::of)
        .toList();
  }

  private void send(Exchange exchange) throws IOException {
    String name = exchange.path("name");
    String study = NewCases.text(exchange.json(StudyToSend.class).studyInstanceUID());
    if (rooms.status().destinations().stream().noneMatch(one -> one.name().equals(name))) {
      throw HttpFault.notFound("destination");
    }
    if (!UIDs.isValid(study) || rooms.stores().archive().instances(study).isEmpty()) {
      throw HttpFault.notFound("study");
    }
    Forward forward = new Forward(name, study);
    rooms.outbox().put(JobKind.SEND_STUDY, forward.subject(), Priority.ROUTINE);
    audit.did(exchange, Action.FORWARD_STUDY, forward.subject());
    exchange.empty(202);
  }

  record StudyToSend(@Nullable String studyInstanceUID) {}

  record DestinationView(GatewayStatus.Destination destination, List<Sending> sending) {}

  record Sending(StatusRoutes.JobStatus job, String studyInstanceUID) {
    static Sending of(JobView view) {
      return new Sending(
          StatusRoutes.JobStatus.of(view), Forward.of(view.job().subject()).studyInstanceUID());
    }
  }
}
