package vn.lienvien.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.config.DicomSettings.Peer;
import vn.lienvien.config.DicomSettings.PeerRole;
import vn.lienvien.config.DicomSettings.PeerUser;
import vn.lienvien.dicom.net.AcceptancePolicy;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationRequest;
import vn.lienvien.dicom.net.Rejection;
import vn.lienvien.dicom.net.UserIdentity;
import vn.lienvien.dicom.vietnamese.SourceText;

/**
 * Who may associate: the AE titles of the configuration, each from its own address; and what each
 * may then ask. Everything else is rejected (PS3.8 9.3.4). Thread-safe.
 */
public final class ListedPeers implements AcceptancePolicy {
  private static final Logger log = LoggerFactory.getLogger(ListedPeers.class);

  private final String aeTitle;
  private final List<Peer> peers;

  public ListedPeers(DicomSettings settings) {
    this.aeTitle = settings.aeTitle();
    List<Peer> all = new ArrayList<>(settings.peers());
    settings.pacs().ifPresent(pacs -> all.add(PacsPeer.of(pacs)));
    this.peers = List.copyOf(all);
  }

  @Override
  public Optional<Rejection> refuse(AssociationRequest request) {
    if (!request.calledAETitle().equals(aeTitle)) {
      return Optional.of(Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }
    InetAddress address = request.remoteAddress().getAddress();
    Optional<Peer> listed =
        peers.stream()
            .filter(peer ->
                peer.aeTitle().equals(request.callingAETitle()) && hasAddress(peer.host(), address))
            .findFirst();
    if (listed.isEmpty()) {
      return Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }
    // PS3.8 table 9-21 has no reason of its own for a user identity that is not accepted
    return isWhoItMustBe(listed.get(), request.userIdentity())
        ? Optional.empty()
        : Optional.of(Rejection.NO_REASON);
  }

  /** Of a peer without a user in the configuration nothing was checked, so nothing is confirmed. */
  @Override
  public boolean confirms(AssociationRequest request) {
    return peers.stream()
        .anyMatch(
            peer -> peer.aeTitle().equals(request.callingAETitle()) && peer.user().isPresent());
  }

  private static boolean isWhoItMustBe(Peer peer, Optional<UserIdentity> said) {
    if (peer.user().isEmpty()) {
      return true;
    }
    PeerUser user = peer.user().get();
    return said.filter(identity -> identity.userName().filter(user.name()::equals).isPresent())
        .filter(identity -> user.passcode().map(identity::hasPasscode).orElse(true))
        .isPresent();
  }

  /** Whether the peer at the other end of an association may ask for this. */
  boolean mayAsk(Association association, PeerRole role) {
    return peers.stream()
        .anyMatch(peer ->
            peer.aeTitle().equals(association.callingAETitle()) && peer.roles().contains(role));
  }

  /** What the text of a peer's objects is in. */
  SourceText textOf(String callingAETitle) {
    return peers.stream()
        .filter(peer -> peer.aeTitle().equals(callingAETitle))
        .findFirst()
        .map(Peer::text)
        .orElseGet(SourceText.Detected::new);
  }

  /** Where a listed peer takes objects of a C-MOVE. */
  Optional<ApplicationEntity> destination(String wanted) {
    return peers.stream()
        .filter(peer -> peer.aeTitle().equals(wanted.strip()))
        .findFirst()
        .map(peer -> new ApplicationEntity(peer.aeTitle(), peer.host(), peer.port()));
  }

  /** Asked at each association, so that a peer with a dynamic address needs no restart. */
  private static boolean hasAddress(String host, InetAddress address) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
    } catch (UnknownHostException e) {
      log.warn("the host of a listed peer has no address: {}", host);
      return false;
    }
  }
}
