package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.ArchiveStatistics;
import vn.lienvien.model.JobKind;
import vn.lienvien.outbox.JobView;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.security.Role;

/** What the PACS administrator looks at: links, durable work, peers, the archive. */
final class StatusRoutes {
  private final Outbox outbox;
  private final Archive archive;
  private final GatewayStatus status;

  StatusRoutes(Outbox outbox, Archive archive, GatewayStatus status) {
    this.outbox = outbox;
    this.archive = archive;
    this.status = status;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/status", administrator, this::show),
        Route.post("/api/echo", administrator, this::echo));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.json(
        200,
        new StatusView(
            status.links(),
            outbox.all().stream().map(JobStatus::of).toList(),
            status.peers(),
            archive.statistics()));
  }

  private void echo(Exchange exchange) throws IOException {
    String aeTitle = Objects.requireNonNullElse(exchange.json(EchoRequest.class).aeTitle(), "");
    Optional<GatewayStatus.Peer> peer =
        status.peers().stream().filter(known -> known.aeTitle().equals(aeTitle)).findFirst();
    exchange.json(200, status.echo(peer.orElseThrow(() -> HttpFault.notFound("configured peer"))));
  }

  record EchoRequest(@Nullable String aeTitle) {}

  record JobStatus(
      long jobId,
      JobKind kind,
      String subject,
      int attempts,
      Instant dueAt,
      String lastError,
      JobView.State state) {
    static JobStatus of(JobView view) {
      return new JobStatus(
          view.job().jobId(),
          view.job().kind(),
          view.job().subject(),
          view.job().attempts(),
          view.job().dueAt(),
          view.lastError(),
          view.state());
    }
  }

  record StatusView(
      List<GatewayStatus.Link> links,
      List<JobStatus> jobs,
      List<GatewayStatus.Peer> dicomPeers,
      ArchiveStatistics archive) {}
}
