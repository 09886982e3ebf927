package vn.lienvien.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.CaseFilter;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.CaseListing.CriticalState;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.CasePage;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.archive.Results;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Place;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.ReadingResult;

/** What the archive knows of a case, put together for the page that shows it. */
final class CaseFacts {
  private final Cases cases;
  private final Results results;
  private final Ledger ledger;
  private final Archive archive;
  private final Index index;
  private final CaseNotes notes;
  private final DraftLeases leases;

  CaseFacts(CaseStores stores, DraftLeases leases) {
    this.notes = stores.notes();
    this.leases = leases;
    this.cases = stores.cases();
    this.results = stores.results();
    this.ledger = stores.ledger();
    this.archive = stores.archive();
    this.index = stores.index();
  }

  CasePage list(CaseFilter filter) {
    return cases.list(filter);
  }

  CaseDetail detail(ConsultationCase which, boolean lacksStudy) {
    Optional<ReadingResult> result = results.of(which.caseId());
    List<InstanceRecord> images = images(which);
    boolean signed = result.flatMap(ReadingResult::signedAt).isPresent();
    List<CaseNote> said = notes.of(which.caseId());
    return new CaseDetail(
        CaseSummary.of(
            new CaseListing(
                which,
                images.size(),
                signed,
                modalities(which),
                notes.assignment(which.caseId()),
                critical(said))),
        CaseDetail.OrderView.of(which.order()),
        result.map(CaseDetail.ResultView::of).orElse(null),
        cases.history(which.caseId()).stream()
            .map(step -> new CaseDetail.HistoryEntry(step.at(), step.state(), step.reason()))
            .toList(),
        progress(which, images),
        cases.hisAcknowledgedAt(which.caseId()).orElse(null),
        which.studyInstanceUID().isEmpty() ? List.of() : List.of(which.studyInstanceUID()),
        said.stream().map(DeskRoutes.NoteView::of).toList(),
        leases.holder(which.caseId()).map(CaseDetail.WriterView::of).orElse(null),
        lacksStudy);
  }

  private static CriticalState critical(List<CaseNote> said) {
    long findings =
        said.stream().filter(note -> note.kind() == CaseNote.Kind.CRITICAL_FINDING).count();
    long answers =
        said.stream().filter(note -> note.kind() == CaseNote.Kind.CRITICAL_ACKNOWLEDGED).count();
    if (findings == 0) {
      return CriticalState.NONE;
    }
    return findings > answers ? CriticalState.OPEN : CriticalState.ACKNOWLEDGED;
  }

  /** The case's images; before they are known as its objects, everything of its study. */
  private List<InstanceRecord> images(ConsultationCase which) {
    if (which.studyInstanceUID().isEmpty()) {
      return List.of();
    }
    List<InstanceRecord> study = archive.instances(which.studyInstanceUID());
    Set<String> own = cases.sopInstanceUIDs(which.caseId(), CaseObject.Kind.IMAGE);
    return own.isEmpty()
        ? study
        : study.stream().filter(image -> own.contains(image.sopInstanceUID())).toList();
  }

  private CaseDetail.Progress progress(ConsultationCase which, List<InstanceRecord> images) {
    int expected = cases.expected(which.caseId()).size();
    long proved = images.stream().filter(image -> image.proof() != ProofState.UNPROVED).count();
    long peer =
        ledger.entries(which.caseId()).stream()
            .filter(entry -> entry.kind() == CaseObject.Kind.IMAGE)
            .filter(entry -> entry.place() == Place.GATEWAY)
            .filter(entry -> entry.siteId().equals(which.peer().siteId()))
            .count();
    boolean consulting = which.role() == CaseRole.CONSULTING;
    return new CaseDetail.Progress(
        consulting && expected == 0 ? images.size() : expected,
        images.size(),
        (int) proved,
        (int) peer);
  }

  private List<String> modalities(ConsultationCase which) {
    if (which.studyInstanceUID().isEmpty()) {
      return List.of();
    }
    Attributes keys =
        new Attributes()
            .set(Tag.StudyInstanceUID, which.studyInstanceUID())
            .setEmpty(Tag.ModalitiesInStudy);
    TreeSet<String> all =
        index.query(QueryLevel.STUDY, keys, 0, 1).stream()
            .flatMap(study -> study.strings(Tag.ModalitiesInStudy).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return CaseListing.ofImages(all);
  }
}
