package vn.lienvien.store;

import java.io.IOException;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.Cases;
import vn.lienvien.audit.AuditEvent.Outcome;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.net.QueryHandler;
import vn.lienvien.dicom.net.QueryRequest;
import vn.lienvien.dicom.net.Status;

/**
 * Modality worklist as SCP (PS3.4 K): the orders of this site's consultations whose images are not
 * here yet, each one scheduled procedure step. Thread-safe.
 */
final class WorklistScp implements QueryHandler {
  private final Cases cases;
  private final ListedPeers peers;
  private final PeerAudit audit;

  WorklistScp(Cases cases, ListedPeers peers, PeerAudit audit) {
    this.cases = cases;
    this.peers = peers;
    this.audit = audit;
  }

  @Override
  public Status find(QueryRequest request, Matches matches) throws IOException {
    if (!peers.mayAsk(request.association(), PeerRole.WORKLIST)) {
      audit.searched(request.association(), "", Outcome.FAILURE);
      return Status.NOT_AUTHORIZED;
    }
    audit.searched(request.association(), "", Outcome.SUCCESS);
    for (CaseListing listing : cases.list(MppsScp.WAITING).cases()) {
      if (request.cancellation().isCancelled()) {
        return Status.CANCEL;
      }
      Attributes item = WorklistItem.of(listing.consultation());
      if (WorklistMatching.matches(item, request.identifier())) {
        matches.add(WorklistMatching.answer(item, request.identifier()).useUnicode());
      }
    }
    return Status.SUCCESS;
  }
}
