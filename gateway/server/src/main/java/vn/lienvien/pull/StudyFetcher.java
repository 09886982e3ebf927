package vn.lienvien.pull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.archive.CaseStep;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.OrderSource;
import vn.lienvien.outbox.JobHandler;

/**
 * FETCH_STUDY: asks the PACS what the study has, moves what is not here, asks again, and records
 * the study as complete only when the PACS shows nothing that our archive lacks and has shown the
 * same for a while: orders come while images are still being made. Our own archive is the truth of
 * what arrived; what the PACS says of its C-MOVE is only logged.
 */
public final class StudyFetcher implements JobHandler {
  /** Orders often come before the images are made: quick at first, then patient. */
  private static final Duration QUICK = Duration.ofSeconds(10);

  private static final Duration PATIENT = Duration.ofMinutes(2);
  private static final int QUICK_ATTEMPTS = 30;
  private static final Duration LIMIT = Duration.ofHours(24);

  private final PullRooms rooms;
  private final ImageCheck images;

  public StudyFetcher(PullRooms rooms) {
    this.rooms = rooms;
    this.images = new ImageCheck(rooms.archive());
  }

  @Override
  public JobOutcome run(Job job) throws IOException {
    ConsultationCase consultation = rooms.cases().find(job.subject()).orElseThrow();
    if (rooms.cases().isFetchComplete(consultation.caseId())) {
      return JobOutcome.DONE;
    }
    if (rooms.pacs().isEmpty()) {
      return consultation.order().source() == OrderSource.PUSH
          ? completeWithWhatIsHere(consultation)
          : new JobOutcome.GaveUp("no PACS is configured: set dicom.pacs");
    }
    try {
      return switch (StudyLookup.of(consultation, rooms.pacs().get())) {
        case StudyLookup.Found found -> fetch(consultation, found.studyInstanceUID(), job);
        case StudyLookup.NotFound missing -> later(consultation, job, missing.reason());
        case StudyLookup.ForAPerson open -> new JobOutcome.GaveUp(open.reason());
      };
    } catch (AssociationException e) {
      return later(
          consultation,
          job,
          "the PACS cannot be asked: %s; %s".formatted(e.getMessage(), e.advice()));
    } catch (IOException e) {
      return later(consultation, job, "the PACS cannot be asked: " + e.getMessage());
    }
  }

  private JobOutcome fetch(ConsultationCase consultation, String study, Job job)
      throws IOException {
    Set<RemoteInstance> remote = rooms.pacs().orElseThrow().findInstances(study);
    if (remote.isEmpty()) {
      return consultation.order().source() == OrderSource.PUSH
          ? completeWithWhatIsHere(consultation)
          : later(consultation, job, "the PACS shows the study without any instance");
    }
    expect(consultation, study, remote);
    List<RemoteInstance> missing = missing(remote);
    if (missing.isEmpty()) {
      return settled(consultation, study, remote);
    }
    Optional<Status> fault = move(study, remote, missing);
    // Asked again: what was stored at the PACS meanwhile belongs to the study too.
    Set<RemoteInstance> now = rooms.pacs().orElseThrow().findInstances(study);
    if (!now.containsAll(remote)) {
      return later(
          consultation, job, "the PACS shows fewer instances of the study than just before");
    }
    expect(consultation, study, now);
    List<RemoteInstance> stillMissing = missing(now);
    if (stillMissing.isEmpty()) {
      return settled(consultation, study, now);
    }
    return stillMissing.size() < missing.size()
        ? new JobOutcome.RetryLater(
            Duration.ZERO,
            "%d of %d instances here".formatted(now.size() - stillMissing.size(), now.size()))
        : later(
            consultation,
            job,
            "%d instances did not arrive by C-MOVE%s: check that the PACS knows our AE title and"
                    .formatted(
                        stillMissing.size(),
                        fault.map(status -> ", which the PACS answered with " + status).orElse(""))
                + " address as a destination, and look into the quarantine");
  }

  /** Everything that the PACS shows is here: complete, once that has been so for the quiet time. */
  private JobOutcome settled(
      ConsultationCase consultation, String study, Set<RemoteInstance> atPacs) throws IOException {
    Duration left = quietLeft(consultation);
    if (left.isPositive()) {
      String reason =
          "%d instances are here; waiting whether more reach the PACS".formatted(atPacs.size());
      say(consultation, reason);
      return new JobOutcome.RetryLater(left, reason);
    }
    return complete(consultation, study, wholeStudy(consultation, study, atPacs));
  }

  /** A pushed study has been quiet for its routing rule's time already. */
  private Duration quietLeft(ConsultationCase consultation) {
    if (consultation.order().source() == OrderSource.PUSH) {
      return Duration.ZERO;
    }
    Instant since = rooms.cases().expectedSince(consultation.caseId()).orElseThrow();
    return Duration.between(rooms.database().now(), since.plus(rooms.pacs().orElseThrow().quiet()));
  }

  /** What the PACS said last when it did not say success. */
  private Optional<Status> move(String study, Set<RemoteInstance> all, List<RemoteInstance> missing)
      throws IOException {
    PacsNode node = rooms.pacs().orElseThrow();
    return missing.size() == all.size()
        ? PartialMove.faultOf(node.moveStudy(study))
        : new PartialMove(node).move(study, missing);
  }

  private List<RemoteInstance> missing(Collection<RemoteInstance> remote) {
    return remote.stream()
        .filter(instance -> rooms.archive().instance(instance.sopInstanceUID()).isEmpty())
        .toList();
  }

  private void expect(ConsultationCase consultation, String study, Set<RemoteInstance> remote) {
    rooms
        .database()
        .commit(transaction -> {
          if (!consultation.studyInstanceUID().equals(study)) {
            ConsultationCase latest = rooms.cases().find(consultation.caseId()).orElseThrow();
            rooms.cases().update(transaction, latest.withStudy(study));
          }
          rooms.cases().expect(transaction, consultation.caseId(), uids(remote));
        });
  }

  /** A pushed study that no PACS shows: it is what has come until it went quiet. */
  private JobOutcome completeWithWhatIsHere(ConsultationCase consultation) throws IOException {
    String study = consultation.order().studyInstanceUID();
    return complete(consultation, study, wholeStudy(consultation, study, Set.of()));
  }

  /** Of a pushed study also what came here without passing through the PACS. */
  private Set<String> wholeStudy(
      ConsultationCase consultation, String study, Set<RemoteInstance> atPacs) {
    Set<String> uids = uids(atPacs);
    if (consultation.order().source() == OrderSource.PUSH) {
      rooms.archive().instances(study).forEach(instance -> uids.add(instance.sopInstanceUID()));
    }
    return uids;
  }

  private JobOutcome complete(ConsultationCase consultation, String study, Set<String> uids)
      throws IOException {
    Optional<String> foreign = images.fault(uids, study, consultation.order());
    if (foreign.isPresent()) {
      return new JobOutcome.GaveUp(foreign.get());
    }
    String caseId = consultation.caseId();
    rooms
        .database()
        .commit(transaction -> {
          ConsultationCase latest = rooms.cases().find(caseId).orElseThrow();
          if (!latest.studyInstanceUID().equals(study)) {
            rooms.cases().update(transaction, latest.withStudy(study));
          }
          rooms.cases().expect(transaction, caseId, uids);
          rooms.cases().addObjects(transaction, CaseObject.images(caseId, uids));
          rooms.cases().fetchCompleted(transaction, caseId);
          rooms.outbox().put(transaction, JobKind.ADVANCE_CASE, consultation);
          rooms
              .outbox()
              .put(
                  transaction,
                  JobKind.WATCH_STUDY,
                  caseId,
                  consultation.order().priority(),
                  StudyWatch.FIRST);
        });
    return JobOutcome.DONE;
  }

  private static Set<String> uids(Collection<RemoteInstance> instances) {
    Set<String> uids = new HashSet<>();
    instances.forEach(instance -> uids.add(instance.sopInstanceUID()));
    return uids;
  }

  /** Not now; the case says why, so that a person may find the fault before the limit does. */
  private JobOutcome later(ConsultationCase consultation, Job job, String reason) {
    if (rooms.database().now().isAfter(lookedForSince(consultation).plus(LIMIT))) {
      return new JobOutcome.GaveUp(reason);
    }
    say(consultation, reason);
    return new JobOutcome.RetryLater(job.attempts() < QUICK_ATTEMPTS ? QUICK : PATIENT, reason);
  }

  /** When the case came, or a person last asked to try again. */
  private Instant lookedForSince(ConsultationCase consultation) {
    Instant since = consultation.createdAt();
    CaseState before = CaseState.REQUESTED;
    for (CaseStep step : rooms.cases().history(consultation.caseId())) {
      if (before == CaseState.NEEDS_ATTENTION && step.state() != before) {
        since = step.at();
      }
      before = step.state();
    }
    return since;
  }

  private void say(ConsultationCase consultation, String reason) {
    rooms
        .database()
        .commit(transaction -> {
          ConsultationCase latest = rooms.cases().find(consultation.caseId()).orElseThrow();
          if (!latest.reason().equals(reason)) {
            rooms.cases().update(transaction, latest.in(latest.state(), reason));
          }
        });
  }
}
