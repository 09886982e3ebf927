package vn.lienvien.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.evidence.HubDay;
import vn.lienvien.evidence.LineDay;
import vn.lienvien.model.Priority;

/** What Main's other rooms tell the administrator's page. */
public interface GatewayStatus {
  List<Link> links();

  /** The application entities of the configuration, the PACS among them. */
  List<Peer> peers();

  /** What each line did on the days from the first to the last. */
  List<LineDay> lineDays(LocalDate from, LocalDate to);

  /** What this hub's own line had to carry; nothing where no site dials this one. */
  List<HubDay> hubDays(LocalDate from, LocalDate to);

  /** The sites without Liên Viện of the configuration, and what they are proved to have. */
  List<Destination> destinations();

  /** A C-ECHO; never throws for what a peer or a line does. */
  Echo echo(Peer peer);

  /**
   * One link.
   *
   * @param since when it came into this state; null when it never was connected
   * @param sendingRate bytes of content a second that the peer has confirmed lately
   * @param receivingRate bytes a second lately
   * @param roundTripMillis the least of the last minutes; null until one is measured
   * @param sendingCap bytes a second that hold now; zero for none
   * @param receivingCap bytes a second that the peer is asked not to exceed now; zero for none
   * @param lastError empty when there is none; no patient data
   */
  record Link(
      String peerSiteId,
      boolean connected,
      @Nullable Instant since,
      int connections,
      int queuedParcels,
      long sentBytes,
      long receivedBytes,
      long sendingRate,
      long receivingRate,
      @Nullable Long roundTripMillis,
      long sendingCap,
      long receivingCap,
      List<Parcel> parcels,
      String lastError) {}

  /**
   * One parcel on its way to the peer.
   *
   * @param state packing, offered, moving, verifying or waiting
   * @param expectedAt when it will have crossed at the present rate; null while it does not move
   * @param lastError why it waits; empty when it does not
   */
  record Parcel(
      String parcelId,
      Priority priority,
      String state,
      long totalBytes,
      long remainingBytes,
      @Nullable Instant expectedAt,
      String lastError) {}

  record Peer(String aeTitle, String host, int port) {}

  /**
   * A site without Liên Viện.
   *
   * @param protocol DICOM or STOW_RS
   * @param studies of which it is proved to have something
   * @param objects proved to be there
   * @param lastAt when the last of them was; null when none is
   */
  record Destination(
      String name,
      String protocol,
      String address,
      boolean tls,
      int studies,
      int objects,
      @Nullable Instant lastAt) {}

  /**
   * @param message what to do about it, when it is not ok
   */
  record Echo(boolean ok, String message) {}
}
