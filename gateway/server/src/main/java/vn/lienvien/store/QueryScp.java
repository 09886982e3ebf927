package vn.lienvien.store;

import java.io.IOException;
import java.util.Optional;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.QueryHandler;
import vn.lienvien.dicom.net.QueryRequest;
import vn.lienvien.dicom.net.Status;

/** C-FIND on the archive's index, patient and study root (PS3.4 C.4.1). Thread-safe. */
final class QueryScp implements QueryHandler {
  private static final int PAGE = 500;

  private final Index index;
  private final ListedPeers peers;
  private final PeerAudit audit;
  private final String aeTitle;

  QueryScp(Index index, ListedPeers peers, PeerAudit audit, String aeTitle) {
    this.index = index;
    this.peers = peers;
    this.audit = audit;
    this.aeTitle = aeTitle;
  }

  @Override
  public Status find(QueryRequest request, Matches matches) throws IOException {
    Attributes identifier = request.identifier();
    String study = identifier.string(Tag.StudyInstanceUID).filter(UIDs::isValid).orElse("");
    if (!peers.mayAsk(request.association(), PeerRole.QUERY)) {
      audit.searched(request.association(), study, Outcome.FAILURE);
      return Status.NOT_AUTHORIZED;
    }
    Optional<QueryLevel> level = QueryLevels.of(identifier);
    if (level.isEmpty()) {
      return Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(
          "QueryRetrieveLevel is missing or unknown");
    }
    Optional<Status> fault =
        isRelational(request)
            ? Optional.empty()
            : HierarchicalKeys.faultOfQuery(request.sopClassUID(), level.get(), identifier);
    if (fault.isPresent()) {
      return fault.get();
    }
    audit.searched(request.association(), study, Outcome.SUCCESS);
    for (int offset = 0; !request.cancellation().isCancelled(); offset += PAGE) {
      var page = index.query(level.get(), identifier, offset, PAGE);
      for (Attributes match : page) {
        if (request.cancellation().isCancelled()) {
          return Status.CANCEL;
        }
        match.set(Tag.QueryRetrieveLevel, level.get().name());
        match.set(Tag.RetrieveAETitle, aeTitle);
        match.set(Tag.InstanceAvailability, "ONLINE");
        matches.add(match);
      }
      if (page.size() < PAGE) {
        return Status.SUCCESS;
      }
    }
    return Status.CANCEL;
  }

  /** Whether this association agreed to it (PS3.4 C.5.1.1, first byte). */
  private static boolean isRelational(QueryRequest request) {
    return request
        .association()
        .extended(request.sopClassUID())
        .filter(agreed -> agreed.hasRemaining() && agreed.get(0) == 1)
        .isPresent();
  }
}
