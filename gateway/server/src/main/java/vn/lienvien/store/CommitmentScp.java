package vn.lienvien.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.CommitmentHandler;
import vn.lienvien.dicom.net.CommitmentRequest;
import vn.lienvien.dicom.net.CommitmentResult;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.ReferencedInstance;
import vn.lienvien.dicom.net.Roles;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.InstanceRecord;

/**
 * Storage commitment as SCP (PS3.4 J): what the archive holds is committed, because nothing enters
 * it before it is durable. Reports on the same association, or on a new one when that has gone.
 * Thread-safe.
 */
final class CommitmentScp implements CommitmentHandler {
  private static final Logger log = LoggerFactory.getLogger(CommitmentScp.class);
  private static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;
  private static final int CLASS_INSTANCE_CONFLICT = 0x0119;

  private final Archive archive;
  private final ListedPeers peers;
  private final AssociationRequestor requestor;
  private final String aeTitle;

  CommitmentScp(
      Archive archive, ListedPeers peers, AssociationRequestor requestor, String aeTitle) {
    this.archive = archive;
    this.peers = peers;
    this.requestor = requestor;
    this.aeTitle = aeTitle;
  }

  @Override
  public Status request(Association association, CommitmentRequest request) {
    if (!peers.mayAsk(association, PeerRole.STORE)) {
      return Status.NOT_AUTHORIZED;
    }
    return request.instances().isEmpty() ? Status.INVALID_ARGUMENT_VALUE : Status.SUCCESS;
  }

  @Override
  public void answered(Association association, CommitmentRequest request) throws IOException {
    CommitmentResult result = judge(request);
    if (association.isOpen()) {
      try {
        Status taken = association.reportCommitment(result);
        if (taken.isSuccess()) {
          return;
        }
        log.debug("commitment report goes on a new association: {}", taken);
      } catch (IOException e) {
        log.debug("commitment report goes on a new association: {}", e.getMessage());
      }
    }
    reportAnew(association.callingAETitle(), result);
  }

  private void reportAnew(String callingAETitle, CommitmentResult result) throws IOException {
    Optional<ApplicationEntity> peer = peers.destination(callingAETitle);
    if (peer.isEmpty()) {
      log.warn("a commitment result has no way back to {}: it is not listed", callingAETitle);
      return;
    }
    PresentationContext context =
        new PresentationContext(
                UID.StorageCommitmentPushModel,
                UID.ExplicitVRLittleEndian,
                UID.ImplicitVRLittleEndian)
            .withRoles(Roles.SCP);
    try (Association anew = requestor.open(aeTitle, peer.get(), List.of(context))) {
      Status taken = anew.reportCommitment(result);
      if (!taken.isSuccess()) {
        log.info("{} answered a commitment result with {}", callingAETitle, taken);
      }
    }
  }

  private CommitmentResult judge(CommitmentRequest request) {
    List<ReferencedInstance> committed = new ArrayList<>();
    List<CommitmentResult.Failed> failed = new ArrayList<>();
    for (ReferencedInstance wanted : request.instances()) {
      Optional<InstanceRecord> here = archive.instance(wanted.sopInstanceUID());
      if (here.isEmpty() || !Files.isRegularFile(here.get().file())) {
        failed.add(new CommitmentResult.Failed(wanted, NO_SUCH_OBJECT_INSTANCE));
      } else if (!here.get().sopClassUID().equals(wanted.sopClassUID())) {
        failed.add(new CommitmentResult.Failed(wanted, CLASS_INSTANCE_CONFLICT));
      } else {
        committed.add(wanted);
      }
    }
    return new CommitmentResult(request.transactionUID(), committed, failed);
  }
}
