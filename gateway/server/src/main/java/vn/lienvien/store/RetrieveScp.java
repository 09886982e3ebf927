package vn.lienvien.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.RetrieveDecision;
import vn.lienvien.dicom.net.RetrieveHandler;
import vn.lienvien.dicom.net.RetrieveRequest;
import vn.lienvien.dicom.net.Status;

/** Chooses what a C-MOVE or C-GET sends (PS3.4 C.4.2, C.4.3). Thread-safe. */
final class RetrieveScp implements RetrieveHandler {
  private static final int PAGE = 1000;
  private static final int[] UNIQUE_KEYS = {
    Tag.PatientID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID
  };

  private final Archive archive;
  private final Index index;
  private final ListedPeers peers;
  private final PeerAudit audit;
  private final Outgoing outgoing;

  RetrieveScp(Archive archive, Index index, ListedPeers peers, PeerAudit audit, Outgoing outgoing) {
    this.archive = archive;
    this.index = index;
    this.peers = peers;
    this.audit = audit;
    this.outgoing = outgoing;
  }

  @Override
  public RetrieveDecision retrieve(RetrieveRequest request) {
    PeerRole role = request.moveDestination().isPresent() ? PeerRole.MOVE : PeerRole.GET;
    if (!peers.mayAsk(request.association(), role)) {
      audit.fetched(
          request.association(),
          request.identifier().string(Tag.StudyInstanceUID).filter(UIDs::isValid).orElse(""),
          Outcome.FAILURE);
      return new RetrieveDecision.Refuse(Status.NOT_AUTHORIZED);
    }
    Attributes identifier = request.identifier();
    Optional<QueryLevel> level = QueryLevels.of(identifier);
    if (level.isEmpty()) {
      return new RetrieveDecision.Refuse(
          Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(
              "QueryRetrieveLevel is missing or unknown"));
    }
    Optional<Status> fault =
        HierarchicalKeys.faultOfRetrieve(request.sopClassUID(), level.get(), identifier);
    if (fault.isPresent()) {
      return new RetrieveDecision.Refuse(fault.get());
    }
    List<ArchivedInstance> chosen = instances(identifier);
    chosen.stream()
        .map(instance -> instance.seen().studyInstanceUID())
        .distinct()
        .forEach(study -> audit.fetched(request.association(), study, Outcome.SUCCESS));
    return new RetrieveDecision.Send(chosen);
  }

  @Override
  public Optional<ApplicationEntity> moveDestination(String aeTitle) {
    return peers.destination(aeTitle);
  }

  private List<ArchivedInstance> instances(Attributes identifier) {
    Attributes keys = identifier.subset(UNIQUE_KEYS);
    if (!keys.contains(Tag.SOPInstanceUID)) {
      keys.setEmpty(Tag.SOPInstanceUID);
    }
    List<ArchivedInstance> instances = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      List<Attributes> page = index.query(QueryLevel.IMAGE, keys, offset, PAGE);
      for (Attributes match : page) {
        archive
            .instance(match.string(Tag.SOPInstanceUID, ""))
            .ifPresent(
                instance -> instances.add(new ArchivedInstance(archive, outgoing, instance)));
      }
      if (page.size() < PAGE) {
        return instances;
      }
    }
  }
}
