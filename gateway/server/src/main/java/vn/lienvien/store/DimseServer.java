package vn.lienvien.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.lienvien.dicom.net.ExtendedNegotiation;
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

  /** PS3.4 B.3.1: level 2, everything is kept; no signature level stated; no element is coerced. */
  private static final byte[] FULL_STORAGE = {2, 0, 0, 0, 0, 0};

  /** PS3.4 C.5.1.1: keys of a level need not come with those above; names match without marks. */
  private static final int RELATIONAL = 1;

  private static final int FUZZY = 1;

  private final DicomListener listener;

  /** What the services work on. */
  public record Parts(
      Archive archive,
      Index index,
      Worklists worklists,
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
            transport,
            ListenerSettings.on(dicom.bind(), dicom.port())
                .withLimits(dicom.limits().associations(), dicom.limits().associationsPerPeer()),
            options,
            acceptance));
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
    QueryScp studies = new QueryScp(parts.index(), peers, audit, aeTitle);
    Worklists worklists = parts.worklists();
    WorklistScp worklist = new WorklistScp(worklists.cases(), peers, audit);
    return Services.echoOnly()
        .withStorage(new StorageScp(parts.archive(), parts.outbox(), peers, rules))
        .withQuery((request, matches) ->
            request.sopClassUID().equals(UID.ModalityWorklistInformationModelFind)
                ? worklist.find(request, matches)
                : studies.find(request, matches))
        .withNormalized(
            UID.ModalityPerformedProcedureStep, new MppsScp(worklists, parts.outbox(), peers))
        .withRetrieve(
            new RetrieveScp(parts.archive(), parts.index(), peers, audit, parts.outgoing()))
        .withCommitment(new CommitmentScp(parts.archive(), peers, requestor, aeTitle))
        .withCommitmentResult(parts.commitmentResults());
  }

  /** What is offered to requestors. */
  static SupportedContexts contexts() {
    SupportedContexts contexts =
        new SupportedContexts()
            .service(UID.Verification, PLAIN)
            .service(UID.StorageCommitmentPushModel, PLAIN)
            .service(UID.ModalityWorklistInformationModelFind, PLAIN)
            .service(UID.ModalityPerformedProcedureStep, PLAIN)
            .storage(SopClasses.storage(), TransferSyntax.storable());
    QUERY_RETRIEVE.forEach(sopClass -> contexts.service(sopClass, PLAIN));
    return contexts
        .extended(SopClasses.storage(), _ -> Optional.of(ByteBuffer.wrap(FULL_STORAGE)))
        .extended(QUERY_RETRIEVE, ExtendedNegotiation.flags(RELATIONAL, 0, FUZZY));
  }
}
