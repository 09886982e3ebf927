package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.security.Role;

/** What an administrator does about durable work: now, or not at all. */
final class WorkRoutes {
  private final Outbox outbox;
  private final ViewAudit audit;

  WorkRoutes(Outbox outbox, ViewAudit audit) {
    this.outbox = outbox;
    this.audit = audit;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.post("/api/jobs/{jobId}/retry", administrator, this::retry),
        Route.delete("/api/jobs/{jobId}", administrator, this::cancel));
  }

  private void retry(Exchange exchange) throws IOException {
    answer(exchange, outbox.retry(jobId(exchange)));
  }

  private void cancel(Exchange exchange) throws IOException {
    answer(exchange, outbox.cancel(jobId(exchange)));
  }

  private void answer(Exchange exchange, boolean done) throws IOException {
    if (!done) {
      throw new HttpFault(ErrorCode.WRONG_STATE, "the job runs now, or is finished");
    }
    audit.did(exchange, Action.CHANGE_WORK, exchange.path("jobId"));
    exchange.empty(204);
  }

  private static long jobId(Exchange exchange) {
    if (!exchange.path("jobId").matches("[0-9]{1,18}")) {
      throw HttpFault.notFound("job");
    }
    return Long.parseLong(exchange.path("jobId"));
  }
}
