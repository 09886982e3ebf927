package vn.lienvien.consult;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.CaseChangedException;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.OrderSource;
import vn.lienvien.outbox.JobHandler;

/**
 * Takes a case as far as its durable facts allow (ADVANCE_CASE). Level-triggered: it may run at any
 * time, any number of times, and be killed anywhere; it never depends on what woke it. Thread-safe.
 */
public final class CaseProcess implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(CaseProcess.class);

  private final CaseRooms rooms;
  private final CaseWork work;
  private final RequestingProcess requesting;
  private final ConsultingProcess consulting;

  public CaseProcess(CaseRooms rooms) {
    CaseFacts facts = new CaseFacts(rooms);
    this.rooms = rooms;
    this.work = new CaseWork(rooms, facts);
    this.requesting = new RequestingProcess(rooms, facts, work);
    this.consulting = new ConsultingProcess(rooms, facts, work);
  }

  @Override
  public JobOutcome run(Job job) {
    Optional<ConsultationCase> found = rooms.cases().find(job.subject());
    if (found.isEmpty()) {
      return new JobOutcome.GaveUp("there is no case " + job.subject());
    }
    try {
      advance(found.get());
      return JobOutcome.DONE;
    } catch (CaseChangedException e) {
      return new JobOutcome.RetryLater(Duration.ofMillis(200), "the case changed meanwhile");
    }
  }

  private void advance(ConsultationCase start) {
    ConsultationCase consultation = start;
    while (true) {
      switch (next(consultation)) {
        case Step.Moved moved -> {
          ConsultationCase after = moved.consultation();
          log.info(
              "Case {} {} → {}: {}",
              after.caseId(),
              consultation.state(),
              after.state(),
              after.reason());
          consultation = after;
        }
        case Step.Waiting waiting -> {
          return;
        }
        case Step.Attention attention -> {
          needAttention(consultation, attention.reason());
          return;
        }
      }
    }
  }

  private Step next(ConsultationCase consultation) {
    try {
      return switch (consultation.role()) {
        case REQUESTING -> requesting.advance(consultation);
        case CONSULTING -> consulting.advance(consultation);
      };
    } catch (EnvelopeException e) {
      return new Step.Attention(String.valueOf(e.getMessage()));
    }
  }

  private void needAttention(ConsultationCase consultation, String reason) {
    log.warn("Case {} {} needs attention: {}", consultation.caseId(), consultation.state(), reason);
    rooms
        .database()
        .commit(transaction ->
            rooms.cases().update(transaction, consultation.in(CaseState.NEEDS_ATTENTION, reason)));
  }

  /**
   * A person has looked: the case goes back to the state it was in, and that state's work is put
   * again.
   *
   * @return false when the case does not need attention
   */
  public boolean retry(String caseId) {
    Optional<ConsultationCase> found =
        rooms.cases().find(caseId).filter(c -> c.state() == CaseState.NEEDS_ATTENTION);
    if (found.isEmpty()) {
      return false;
    }
    rooms
        .database()
        .commit(transaction -> {
          CaseState before = work.resume(transaction, found.get(), "tried again by a person");
          putWorkOf(transaction, before, found.get());
        });
    return true;
  }

  /**
   * A person says which study of the PACS an order is about, where a program could not tell. It is
   * fetched as if the order had named it, and must be the same patient's as any other.
   *
   * @return false unless the case waits for just that
   */
  public boolean chooseStudy(String caseId, String studyInstanceUID) {
    return rooms
        .database()
        .transact(transaction -> {
          Optional<ConsultationCase> found = rooms.cases().find(caseId).filter(this::lacksStudy);
          found.ifPresent(consultation -> {
            ConsultationCase chosen =
                rooms.cases().chooseStudy(transaction, consultation, studyInstanceUID);
            work.resume(transaction, chosen, "the study was picked by a person");
            work.put(transaction, JobKind.FETCH_STUDY, chosen);
          });
          return found.isPresent();
        });
  }

  /** Whether a person may say which study the case is about. A pushed study is its own order. */
  public boolean lacksStudy(ConsultationCase consultation) {
    return consultation.role() == CaseRole.REQUESTING
        && consultation.state() == CaseState.NEEDS_ATTENTION
        && consultation.order().source() != OrderSource.PUSH
        && !rooms.cases().isFetchComplete(consultation.caseId());
  }

  private void putWorkOf(Transaction transaction, CaseState state, ConsultationCase consultation) {
    switch (state) {
      case FETCHING -> work.put(transaction, JobKind.FETCH_STUDY, consultation);
      case PREPARING -> work.put(transaction, JobKind.PREPARE_IMAGES, consultation);
      case RETURNING -> {
        work.storeAtPacs(transaction, consultation);
        work.put(transaction, JobKind.NOTIFY_HIS, consultation);
      }
      case READABLE, SIGNED, SEALING -> work.storeAtPacs(transaction, consultation);
      case REQUESTED,
          SENDING,
          AWAITING_RESULT,
          ARRIVED,
          AWAITING_COUNTERSIGNATURE,
          CLOSED,
          DECLINED,
          NEEDS_ATTENTION -> {}
    }
  }
}
