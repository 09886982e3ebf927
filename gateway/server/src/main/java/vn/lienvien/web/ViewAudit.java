package vn.lienvien.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienvien.audit.AuditEvent;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.model.ConsultationCase;

/**
 * Writes down who saw and did what by HTTP. Whoever pages through a study, or lets a list refresh
 * itself, is written down once in five minutes for it; deeds are always. Thread-safe.
 */
final class ViewAudit {
  private static final Duration SAME_VIEW = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 10_000;

  private final AuditLog log;
  private final Clock clock;
  private final Map<AuditEvent, Instant> views =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AuditEvent, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  ViewAudit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** A view of patient data. */
  void saw(Exchange exchange, Action action, String subject) {
    AuditEvent event = event(exchange, action, subject);
    if (isNew(event)) {
      log.record(event);
    }
  }

  void sawCase(Exchange exchange, ConsultationCase which) {
    saw(exchange, Action.VIEW_CASE, which.caseId());
  }

  void sawStudy(Exchange exchange, String studyInstanceUID) {
    saw(exchange, Action.VIEW_STUDY, studyInstanceUID);
  }

  /** Something done, not only seen. */
  void did(Exchange exchange, Action action, String subject) {
    log.record(event(exchange, action, subject));
  }

  /** A login; what was typed as a name is kept only where it can be one. */
  void login(String username, String remoteAddress, Outcome outcome) {
    String actor = username.matches("[a-z0-9._-]{1,32}") ? username : "?";
    log.record(new AuditEvent(actor, Action.LOGIN, "", outcome, remoteAddress));
  }

  private static AuditEvent event(Exchange exchange, Action action, String subject) {
    return new AuditEvent(
        exchange.account().username(), action, subject, Outcome.SUCCESS, exchange.remoteAddress());
  }

  private synchronized boolean isNew(AuditEvent event) {
    Instant now = clock.instant();
    Instant before = views.get(event);
    if (before != null && now.isBefore(before.plus(SAME_VIEW))) {
      return false;
    }
    views.remove(event);
    views.put(event, now);
    return true;
  }
}
