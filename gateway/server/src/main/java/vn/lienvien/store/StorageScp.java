package vn.lienvien.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Map;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.FreeSpace;
import vn.lienvien.archive.Incoming;
import vn.lienvien.archive.StagedFile;
import vn.lienvien.archive.StoredHook;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.net.DataSetStream;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.StorageHandler;
import vn.lienvien.dicom.net.StoreRequest;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.outbox.Outbox;

/**
 * C-STORE into the archive (PS3.4 B): the data set goes straight from the socket to a staging file,
 * and the response follows the archive's commit. Thread-safe.
 */
final class StorageScp implements StorageHandler {
  private final Archive archive;
  private final Outbox outbox;
  private final ListedPeers peers;
  private final Map<String, RoutingRule> rules;

  /**
   * @param rules by calling AE title: whose pushed studies are consultations
   */
  StorageScp(Archive archive, Outbox outbox, ListedPeers peers, Map<String, RoutingRule> rules) {
    this.archive = archive;
    this.outbox = outbox;
    this.peers = peers;
    this.rules = rules;
  }

  @Override
  public Status store(StoreRequest request, DataSetStream dataSet) throws IOException {
    if (!peers.mayAsk(request.association(), PeerRole.STORE)) {
      return Status.NOT_AUTHORIZED;
    }
    if (!archive.hasRoom()) {
      return Status.OUT_OF_RESOURCES.withComment("no room in the archive");
    }
    String peer = request.association().callingAETitle();
    try (StagedFile file = archive.staging().open()) {
      try {
        receive(request, dataSet, file);
      } catch (IOException e) {
        if (FreeSpace.isExhausted(e)) {
          return Status.OUT_OF_RESOURCES.withComment("the disk is full");
        }
        throw e;
      }
      Incoming incoming =
          Incoming.of(file, peer)
              .announcedAs(request.sopClassUID(), request.sopInstanceUID())
              .inText(peers.textOf(peer))
              .with(routing(request, peer));
      return statusOf(archive.store(incoming));
    }
  }

  private static void receive(StoreRequest request, DataSetStream dataSet, StagedFile file)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream(512);
    Part10Writer.writeHeader(header, request.fileMeta(request.association().callingAETitle()));
    file.writeHeader(header.toByteArray());
    dataSet.transferTo((WritableByteChannel) file);
    file.complete();
  }

  /** What a C-MOVE of ours brings belongs to a case already; only a push may start one. */
  private StoredHook routing(StoreRequest request, String peer) {
    RoutingRule rule = rules.get(peer);
    if (rule == null || request.moveOriginator().isPresent()) {
      return StoredHook.NONE;
    }
    Duration quiet = rule.quiet();
    return (transaction, instance) ->
        outbox.put(
            transaction, JobKind.ROUTE_STUDY, instance.studyInstanceUID(), rule.priority(), quiet);
  }

  private static Status statusOf(StoreOutcome outcome) {
    return switch (outcome) {
      case StoreOutcome.Stored stored -> Status.SUCCESS;
      case StoreOutcome.AlreadyStored same -> Status.SUCCESS;
      case StoreOutcome.Conflicting other ->
          Status.DUPLICATE_SOP_INSTANCE.withComment("same UID, other content: kept in quarantine");
      case StoreOutcome.Refused refused ->
          switch (refused.refusal()) {
            case OUT_OF_RESOURCES -> Status.OUT_OF_RESOURCES.withComment("no room in the archive");
            case DOES_NOT_MATCH_SOP_CLASS -> Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS;
            case CANNOT_UNDERSTAND -> Status.CANNOT_UNDERSTAND;
          };
    };
  }
}
