package vn.lienvien.pull;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.OrderSource;
import vn.lienvien.outbox.JobHandler;

/**
 * WATCH_STUDY: a scanner may add a series to a study long after it looked complete. Until the
 * result is here, the PACS is asked from time to time, ever more seldom, and what is new joins the
 * case. A PACS that cannot be asked now is asked the next time.
 */
public final class StudyWatch implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(StudyWatch.class);

  /** When to look for the first time after the study was complete. */
  static final Duration FIRST = Duration.ofMinutes(1);

  private static final int DOUBLINGS = 5;
  private static final Set<CaseState> BEFORE_SENT =
      EnumSet.of(CaseState.FETCHING, CaseState.PREPARING, CaseState.NEEDS_ATTENTION);
  private static final Set<CaseState> GROWING =
      EnumSet.of(CaseState.SENDING, CaseState.AWAITING_RESULT);

  private final PullRooms rooms;
  private final ImageCheck images;

  public StudyWatch(PullRooms rooms) {
    this.rooms = rooms;
    this.images = new ImageCheck(rooms.archive());
  }

  @Override
  public JobOutcome run(Job job) throws IOException {
    ConsultationCase consultation = rooms.cases().find(job.subject()).orElseThrow();
    if (BEFORE_SENT.contains(consultation.state())) {
      return again(job, "the study is not sent yet");
    }
    return GROWING.contains(consultation.state()) ? look(consultation, job) : JobOutcome.DONE;
  }

  private JobOutcome look(ConsultationCase consultation, Job job) throws IOException {
    Set<String> known = rooms.cases().sopInstanceUIDs(consultation.caseId());
    Set<String> fresh = new HashSet<>();
    try {
      fresh.addAll(fetchNew(consultation.studyInstanceUID(), known));
    } catch (IOException e) {
      return again(job, "the PACS cannot be asked: " + e.getMessage());
    }
    if (consultation.order().source() == OrderSource.PUSH) {
      rooms.archive().instances(consultation.studyInstanceUID()).stream()
          .map(InstanceRecord::sopInstanceUID)
          .filter(uid -> !known.contains(uid))
          .forEach(fresh::add);
    }
    if (fresh.isEmpty()) {
      return again(job, "nothing new");
    }
    Optional<String> fault =
        images.fault(fresh, consultation.studyInstanceUID(), consultation.order());
    if (fault.isPresent()) {
      log.warn("Case {}: {}", consultation.caseId(), fault.get());
      return again(job, fault.get());
    }
    join(consultation, fresh);
    return new JobOutcome.RetryLater(FIRST, fresh.size() + " images joined the case");
  }

  /** What the PACS shows beyond the known and what of it is here after a C-MOVE. */
  private Set<String> fetchNew(String study, Set<String> known) throws IOException {
    if (rooms.pacs().isEmpty()) {
      return Set.of();
    }
    List<RemoteInstance> unknown =
        rooms.pacs().get().findInstances(study).stream()
            .filter(instance -> !known.contains(instance.sopInstanceUID()))
            .toList();
    List<RemoteInstance> missing =
        unknown.stream()
            .filter(i -> rooms.archive().instance(i.sopInstanceUID()).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      new PartialMove(rooms.pacs().get()).move(study, missing);
    }
    return unknown.stream()
        .map(RemoteInstance::sopInstanceUID)
        .filter(uid -> rooms.archive().instance(uid).isPresent())
        .collect(Collectors.toSet());
  }

  private void join(ConsultationCase consultation, Set<String> fresh) {
    String caseId = consultation.caseId();
    Set<String> all = new HashSet<>(rooms.cases().expected(caseId));
    all.addAll(fresh);
    rooms
        .database()
        .commit(transaction -> {
          // The revision that was looked at: a case whose result has come since takes no more
          // images.
          rooms
              .cases()
              .update(
                  transaction,
                  consultation.in(
                      consultation.state(),
                      "%d more images of the study have come".formatted(fresh.size())));
          rooms.cases().expect(transaction, caseId, all);
          rooms.cases().addObjects(transaction, CaseObject.images(caseId, fresh));
          rooms.outbox().put(transaction, JobKind.PREPARE_IMAGES, consultation);
        });
  }

  private static JobOutcome again(Job job, String reason) {
    return new JobOutcome.RetryLater(
        FIRST.multipliedBy(1L << Math.min(job.attempts(), DOUBLINGS)), reason);
  }
}
