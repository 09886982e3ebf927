package vn.lienvien.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Index;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.config.Settings;
import vn.lienvien.dicom.data.SopClasses;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Acceptance;
import vn.lienvien.dicom.net.AssociationObserver;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.DicomListener;
import vn.lienvien.dicom.net.ListenerSettings;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.SupportedContexts;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.outbox.Outbox;

/**
 * The gateway's DICOM face: Verification, every Storage SOP class, Query/Retrieve of patient and
 * study root, Storage Commitment, all as SCP.
 */
public final class DimseServer implements AutoCloseable {
  private static final List<String> PLAIN =
      List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
  private static final List<String> QUERY_RETRIEVE =
      List.of(
          UID.PatientRootQueryRetrieveInformationModelFind,
          UID.PatientRootQueryRetrieveInformationModelMove,
          UID.PatientRootQueryRetrieveInformationModelGet,
          UID.StudyRootQueryRetrieveInformationModelFind,
          UID.StudyRootQueryRetrieveInformationModelMove,
          UID.StudyRootQueryRetrieveInformationModelGet);

  private final DicomListener listener;

  /** What the services work on. */
  public record Parts(
      Archive archive,
      Index index,
      Outbox outbox,
      AuditLog audit,
      Outgoing outgoing,
      CommitmentResults commitmentResults,
      AssociationObserver observer) {}

  private DimseServer(DicomListener listener) {
    this.listener = listener;
  }

  /** Binds and serves from now on. */
  public static DimseServer open(
      Settings settings, Transport transport, AssociationOptions options, Parts parts)
      throws IOException {
    DicomSettings dicom = settings.dicom();
    ListedPeers peers = new ListedPeers(dicom);
    Acceptance acceptance =
        new Acceptance(
            peers,
            contexts(),
            services(settings, peers, new AssociationRequestor(transport, options), parts),
            parts.observer());
    return new DimseServer(
        DicomListener.open(
            transport, ListenerSettings.on(dicom.bind(), dicom.port()), options, acceptance));
  }

  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }

  private static Services services(
      Settings settings, ListedPeers peers, AssociationRequestor requestor, Parts parts) {
    String aeTitle = settings.dicom().aeTitle();
    Map<String, RoutingRule> rules =
        settings.routing().stream()
            .collect(Collectors.toMap(RoutingRule::fromAETitle, Function.identity()));
    PeerAudit audit = new PeerAudit(parts.audit());
    return Services.echoOnly()
        .withStorage(new StorageScp(parts.archive(), parts.outbox(), peers, rules))
        .withQuery(new QueryScp(parts.index(), peers, audit, aeTitle))
        .withRetrieve(
            new RetrieveScp(parts.archive(), parts.index(), peers, audit, parts.outgoing()))
        .withCommitment(new CommitmentScp(parts.archive(), peers, requestor, aeTitle))
        .withCommitmentResult(parts.commitmentResults());
  }

  private static SupportedContexts contexts() {
    SupportedContexts contexts =
        new SupportedContexts()
            .service(UID.Verification, PLAIN)
            .service(UID.StorageCommitmentPushModel, PLAIN)
            .storage(SopClasses.storage(), TransferSyntax.storable());
    QUERY_RETRIEVE.forEach(sopClass -> contexts.service(sopClass, PLAIN));
    return contexts;
  }
}
