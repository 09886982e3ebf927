package vn.lienvien.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.archive.CaseFilter;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.PerformedStep;
import vn.lienvien.archive.PerformedSteps;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.NormalizedHandler;
import vn.lienvien.dicom.net.NormalizedReply;
import vn.lienvien.dicom.net.NormalizedRequest;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.outbox.Outbox;

/**
 * Modality Performed Procedure Step as SCP (PS3.4 F.7). A completed step makes the cases that wait
 * for its study look at the PACS now. Thread-safe.
 */
final class MppsScp implements NormalizedHandler {
  private static final Status INVALID_ATTRIBUTE_VALUE = new Status(0x0106);
  private static final Status MISSING_ATTRIBUTE_VALUE = new Status(0x0121);

  /** What a case waits in that a finished examination may end. */
  static final CaseFilter WAITING =
      new CaseFilter(
          Optional.of(CaseRole.REQUESTING),
          Set.of(CaseState.REQUESTED, CaseState.FETCHING),
          Optional.empty(),
          "",
          CaseFilter.Details.ANY,
          CaseFilter.ALL.order(),
          1000,
          0);

  private final Database database;
  private final PerformedSteps steps;
  private final Cases cases;
  private final Outbox outbox;
  private final ListedPeers peers;

  MppsScp(Worklists worklists, Outbox outbox, ListedPeers peers) {
    this.database = worklists.database();
    this.steps = new PerformedSteps(database);
    this.cases = worklists.cases();
    this.outbox = outbox;
    this.peers = peers;
  }

  @Override
  public NormalizedReply serve(Association association, NormalizedRequest request)
      throws IOException {
    if (!peers.mayAsk(association, PeerRole.WORKLIST)) {
      return NormalizedReply.of(Status.NOT_AUTHORIZED);
    }
    return switch (request.operation()) {
      case CREATE -> create(request);
      case SET -> NormalizedReply.of(set(request));
      case GET, ACTION, DELETE, EVENT_REPORT -> NormalizedReply.of(Status.UNRECOGNIZED_OPERATION);
    };
  }

  private synchronized NormalizedReply create(NormalizedRequest request) {
    String asked = request.target().sopInstanceUID();
    String uid = asked.isEmpty() ? UIDs.create() : asked;
    PerformedStep step = new PerformedStep(uid, request.dataSet());
    if (!UIDs.isValid(uid)) {
      return NormalizedReply.of(Status.INVALID_SOP_INSTANCE);
    }
    if (steps.find(uid).isPresent()) {
      return NormalizedReply.of(Status.DUPLICATE_SOP_INSTANCE);
    }
    if (!step.status().equals(PerformedStep.IN_PROGRESS)) {
      return NormalizedReply.of(INVALID_ATTRIBUTE_VALUE.withComment("must be IN PROGRESS"));
    }
    database.commit(transaction -> steps.put(transaction, step));
    return new NormalizedReply(Status.SUCCESS, Optional.empty(), uid);
  }

  private synchronized Status set(NormalizedRequest request) {
    Optional<PerformedStep> there = steps.find(request.target().sopInstanceUID());
    if (there.isEmpty()) {
      return Status.NO_SUCH_SOP_INSTANCE;
    }
    if (there.get().isFinal()) {
      return Status.PROCESSING_FAILURE.withComment(
          "Performed Procedure Step Object may no longer be updated");
    }
    PerformedStep step =
        new PerformedStep(there.get().sopInstanceUID(), merged(there.get(), request.dataSet()));
    if (!step.isFinal() && !step.status().equals(PerformedStep.IN_PROGRESS)) {
      return INVALID_ATTRIBUTE_VALUE;
    }
    if (step.isFinal() && step.dataset().items(Tag.PerformedSeriesSequence).isEmpty()) {
      return MISSING_ATTRIBUTE_VALUE.withComment("Performed Series Sequence");
    }
    List<ConsultationCase> waiting = step.isFinal() ? waitingFor(step) : List.of();
    database.commit(transaction -> {
      steps.put(transaction, step);
      for (ConsultationCase each : waiting) {
        JobKind next =
            each.state() == CaseState.FETCHING ? JobKind.FETCH_STUDY : JobKind.ADVANCE_CASE;
        outbox.put(transaction, next, each.caseId(), each.order().priority(), Duration.ZERO);
      }
    });
    return Status.SUCCESS;
  }

  private List<ConsultationCase> waitingFor(PerformedStep step) {
    return cases.list(WAITING).cases().stream()
        .map(CaseListing::consultation)
        .filter(each ->
            same(each.order().accessionNumber(), step.accessionNumber())
                || same(WorklistItem.studyInstanceUID(each), step.studyInstanceUID()))
        .toList();
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  private static Attributes merged(PerformedStep there, Attributes modifications) {
    return there.dataset().copy().useUnicode().putAll(modifications.copy().useUnicode());
  }
}
