package vn.lienvien;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.archive.Forwarded;
import vn.lienvien.config.DestinationSettings;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.evidence.HubDay;
import vn.lienvien.evidence.LineDay;
import vn.lienvien.evidence.LineWatch;
import vn.lienvien.link.TransferStatus;
import vn.lienvien.web.GatewayStatus;

/** Links and DICOM nodes as the administrator's page shows them. */
record StatusForWeb(
    Settings settings,
    Foundation base,
    AssociationRequestor requestor,
    LinkEnd link,
    LineWatch lines)
    implements GatewayStatus {

  @Override
  public List<Link> links() {
    return link.status().stream()
        .map(status ->
            new Link(
                status.peerSiteId(),
                status.connected(),
                status.since().orElse(null),
                status.connections(),
                status.queuedParcels(),
                status.sentBytes(),
                status.receivedBytes(),
                status.sendingRate(),
                status.receivingRate(),
                status.roundTrip().map(Duration::toMillis).orElse(null),
                status.sendingCap(),
                status.receivingCap(),
                status.transfers().stream().map(this::parcel).toList(),
                status.lastError()))
        .toList();
  }

  private Parcel parcel(TransferStatus transfer) {
    return new Parcel(
        transfer.parcelId(),
        transfer.priority(),
        transfer.state(),
        transfer.totalBytes(),
        transfer.remainingBytes(),
        transfer.remaining().map(base.clock().instant()::plus).orElse(null),
        transfer.lastError());
  }

  @Override
  public List<Peer> peers() {
    DicomSettings dicom = settings.dicom();
    List<Peer> peers = new ArrayList<>();
    dicom.pacs().ifPresent(pacs -> peers.add(new Peer(pacs.aeTitle(), pacs.host(), pacs.port())));
    for (DicomSettings.Peer peer : dicom.peers()) {
      Peer shown = new Peer(peer.aeTitle(), peer.host(), peer.port());
      if (!peers.contains(shown)) {
        peers.add(shown);
      }
    }
    return peers;
  }

  @Override
  public List<LineDay> lineDays(LocalDate from, LocalDate to) {
    return lines.days(from, to);
  }

  @Override
  public List<HubDay> hubDays(LocalDate from, LocalDate to) {
    return lines.hubDays(from, to);
  }

  @Override
  public List<Destination> destinations() {
    return settings.destinations().stream().map(this::shown).toList();
  }

  private Destination shown(DestinationSettings one) {
    Forwarded.Total total = base.forwarded().total(one.name());
    boolean byDicom = one.address() instanceof DestinationSettings.DicomNode;
    String address =
        switch (one.address()) {
          case DestinationSettings.DicomNode node ->
              "%s@%s:%d".formatted(node.aeTitle(), node.host(), node.port());
          case DestinationSettings.StowService service -> service.services().toString();
        };
    return new Destination(
        one.name(),
        byDicom ? "DICOM" : "STOW_RS",
        address,
        one.tls().isPresent() || address.startsWith("https:"),
        total.studies(),
        total.objects(),
        total.lastAt().orElse(null));
  }

  @Override
  public Echo echo(Peer peer) {
    var context =
        new PresentationContext(
            UID.Verification, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    var entity = new ApplicationEntity(peer.aeTitle(), peer.host(), peer.port());
    try (Association association =
        requestor.open(settings.dicom().aeTitle(), entity, List.of(context))) {
      Status status = association.echo();
      return new Echo(status.isSuccess(), "C-ECHO " + status);
    } catch (AssociationException e) {
      return new Echo(false, e.advice());
    } catch (IOException e) {
      return new Echo(false, String.valueOf(e.getMessage()));
    }
  }
}
