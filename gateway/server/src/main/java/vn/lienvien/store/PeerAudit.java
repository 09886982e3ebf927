package vn.lienvien.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.lienvien.audit.AuditEvent;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.dicom.net.Association;

/**
 * Writes down which AE title searched and fetched patients' data, before it gets any; the same
 * search or study once per association. Thread-safe.
 */
final class PeerAudit {
  private static final int MOST_REMEMBERED = 10_000;

  private final AuditLog log;
  private final Set<Seen> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Seen, Boolean> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  private record Seen(long associationId, AuditEvent event) {}

  PeerAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * A C-FIND.
   *
   * @param studyInstanceUID empty when it searched among studies
   */
  void searched(Association association, String studyInstanceUID, Outcome outcome) {
    record(association, Action.SEARCH_STUDIES, studyInstanceUID, outcome);
  }

  /** A C-MOVE or C-GET of something of a study. */
  void fetched(Association association, String studyInstanceUID, Outcome outcome) {
    record(association, Action.VIEW_STUDY, studyInstanceUID, outcome);
  }

  private synchronized void record(
      Association association, Action action, String subject, Outcome outcome) {
    AuditEvent event =
        new AuditEvent(
            association.callingAETitle(),
            action,
            subject,
            outcome,
            association.remoteAddress().getAddress().getHostAddress());
    Seen what = new Seen(association.id(), event);
    if (!seen.contains(what)) {
      log.record(event);
      seen.add(what);
    }
  }
}
