package vn.lienvien.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
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
  private final Outgoing outgoing;

  RetrieveScp(Archive archive, Index index, ListedPeers peers, Outgoing outgoing) {
    this.archive = archive;
    this.index = index;
    this.peers = peers;
    this.outgoing = outgoing;
  }

  @Override
  public RetrieveDecision retrieve(RetrieveRequest request) {
    PeerRole role = request.moveDestination().isPresent() ? PeerRole.MOVE : PeerRole.GET;
    if (!peers.mayAsk(request.association(), role)) {
      return new RetrieveDecision.Refuse(Status.NOT_AUTHORIZED);
    }
    Attributes identifier = request.identifier();
    Optional<QueryLevel> level = QueryLevels.of(identifier);
    if (level.isEmpty() || !identifier.contains(UNIQUE_KEYS[level.get().ordinal()])) {
      return new RetrieveDecision.Refuse(
          new Status(0xa900).withComment("the level's unique key is missing"));
    }
    return new RetrieveDecision.Send(instances(identifier));
  }

  @Override
  public Optional<ApplicationEntity> moveDestination(String aeTitle) {
    return peers.destination(aeTitle);
  }

  private List<SendableFile> instances(Attributes identifier) {
    Attributes keys = identifier.subset(UNIQUE_KEYS);
    keys.setEmpty(Tag.SOPInstanceUID);
    identifier
        .string(Tag.SOPInstanceUID)
        .ifPresent(uid ->
            keys.set(
                Tag.SOPInstanceUID, identifier.strings(Tag.SOPInstanceUID).toArray(String[]::new)));
    List<SendableFile> instances = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      List<Attributes> page = index.query(QueryLevel.IMAGE, keys, offset, PAGE);
      for (Attributes match : page) {
        archive
            .instance(match.string(Tag.SOPInstanceUID, ""))
            .ifPresent(instance -> instances.add(outgoing.of(instance)));
      }
      if (page.size() < PAGE) {
        return instances;
      }
    }
  }
}
