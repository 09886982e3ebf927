package vn.lienvien.hl7;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Results;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.outbox.Outbox;

/**
 * Sends a case's result to the HIS (NOTIFY_HIS, RAD-28) until the HIS has acknowledged it. A
 * repetition is the same message under the same MSH-10. Thread-safe.
 */
public final class OruSender implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(OruSender.class);

  /** Where a case's facts are and where its next step is asked for. */
  public record Rooms(Database database, Outbox outbox, Cases cases, Results results) {}

  private final Rooms rooms;
  private final Optional<Hl7Settings.His> his;
  private final Function<String, byte[]> pdfOf;
  private final Clock clock;

  /**
   * @param his empty at a site without a HIS: the fact is then recorded without a message
   * @param pdfOf the PDF inside the Encapsulated PDF object with this SOP Instance UID
   */
  public OruSender(
      Rooms rooms, Optional<Hl7Settings.His> his, Function<String, byte[]> pdfOf, Clock clock) {
    this.rooms = rooms;
    this.his = his;
    this.pdfOf = pdfOf;
    this.clock = clock;
  }

  @Override
  public JobOutcome run(Job job) {
    Optional<ConsultationCase> found = rooms.cases().find(job.subject());
    Optional<ReadingResult> result =
        rooms.results().of(job.subject()).filter(r -> r.signedAt().isPresent());
    if (found.isEmpty() || result.isEmpty()) {
      return new JobOutcome.GaveUp("there is no signed result of case " + job.subject());
    }
    if (rooms.cases().hisAcknowledgedAt(job.subject()).isPresent()) {
      return JobOutcome.DONE;
    }
    if (his.isEmpty()) {
      acknowledged(found.get(), "");
      return JobOutcome.DONE;
    }
    return send(job, found.get(), result.get(), his.get());
  }

  private JobOutcome send(
      Job job, ConsultationCase consultation, ReadingResult result, Hl7Settings.His address) {
    byte[] message =
        new ResultMessage(address).build(consultation, result, pdfOf.apply(pdfUID(consultation)));
    JobOutcome outcome = new HisDelivery(address).send(job, message);
    switch (outcome) {
      case JobOutcome.Done done -> {
        acknowledged(consultation, ResultMessage.messageControlID(consultation.caseId()));
        log.info("HIS has the result of case {}", consultation.caseId());
      }
      case JobOutcome.GaveUp gaveUp -> refused(consultation, gaveUp.reason());
      case JobOutcome.RetryLater later -> {}
    }
    return outcome;
  }

  private void refused(ConsultationCase consultation, String reason) {
    rooms
        .database()
        .commit(transaction -> {
          ConsultationCase latest = rooms.cases().find(consultation.caseId()).orElseThrow();
          if (latest.state() == CaseState.RETURNING) {
            rooms.cases().update(transaction, latest.in(CaseState.NEEDS_ATTENTION, reason));
          }
        });
  }

  private String pdfUID(ConsultationCase consultation) {
    return rooms.cases().sopInstanceUIDs(consultation.caseId(), CaseObject.Kind.RESULT_PDF).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the case has no PDF of its result"));
  }

  private void acknowledged(ConsultationCase consultation, String messageControlID) {
    rooms
        .database()
        .commit(transaction -> {
          rooms
              .cases()
              .hisAcknowledged(
                  transaction, consultation.caseId(), messageControlID, clock.instant());
          rooms.outbox().put(transaction, JobKind.ADVANCE_CASE, consultation);
        });
  }
}
