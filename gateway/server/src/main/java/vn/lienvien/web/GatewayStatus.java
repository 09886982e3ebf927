package vn.lienvien.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Main's other rooms tell the administrator's page. */
public interface GatewayStatus {
  List<Link> links();

  /** The application entities of the configuration, the PACS among them. */
  List<Peer> peers();

  /** A C-ECHO; never throws for what a peer or a line does. */
  Echo echo(Peer peer);

  /**
   * One link.
   *
   * @param since when it came into this state; null when it never was connected
   * @param lastError empty when there is none; no patient data
   */
  record Link(
      String peerSiteId,
      boolean connected,
      @Nullable Instant since,
      int queuedParcels,
      long sentBytes,
      long receivedBytes,
      String lastError) {}

  record Peer(String aeTitle, String host, int port) {}

  /**
   * @param message what to do about it, when it is not ok
   */
  record Echo(boolean ok, String message) {}
}
