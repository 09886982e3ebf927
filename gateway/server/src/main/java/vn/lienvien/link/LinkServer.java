package vn.lienvien.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.Priority;
import vn.lienvien.security.SiteInvitation;

/**
 * The hub's end of every link: listens, lets sites in by their certificates, and works with each
 * over whatever connections it has dialled. Thread-safe; see docs/link-protocol.md.
 */
public final class LinkServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
  private static final int BACKLOG = 512;
  private static final long TICK_MS = 200;

  private final LinkRoom room;
  private final LinkCounters counters = new LinkCounters();
  private final LinkShares shares;
  private final LinkEnds ends;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, PeerLink> links = new ConcurrentHashMap<>();
  private final Reception reception;
  private volatile Optional<ServerSocket> listening = Optional.empty();

  /** Prepares the hub's end without caps; nothing listens yet. */
  public LinkServer(LinkRoom room, SiteInvitation invitation) {
    this(room, Optional.of(invitation), LinkPolicy.none());
  }

  /**
   * Prepares the hub's end; nothing listens yet.
   *
   * @param invitation absent where certificates come from a PKI of the hospital's own
   */
  public LinkServer(LinkRoom room, Optional<SiteInvitation> invitation, LinkPolicy policy) {
    this.room = room;
    this.shares = new LinkShares(policy);
    this.ends = LinkEnds.of(room, new Renewing(Optional.empty(), invitation), counters);
    this.reception = new Reception(room, invitation, counters, this::link);
  }

  /** Listens and returns the port, which matters when port 0 was asked for. */
  public int start(String bind, int port) throws IOException {
    ends.sweep();
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("the link cannot listen on " + bind + ":" + port, e);
    }
    listening = Optional.of(socket);
    room.parcels().onOutgoing(siteId -> link(siteId).later(link(siteId)::refresh));
    // Sites that parcels wait for are shown, called or not.
    room.parcels().awaitedSites().forEach(this::link);
    threads.execute(() -> accept(socket));
    threads.execute(this::tick);
    return socket.getLocalPort();
  }

  /** Every spoke that has called or that parcels wait for. */
  public List<LinkStatus> status() {
    return links.values().stream()
        .map(PeerLink::status)
        .sorted(Comparator.comparing(LinkStatus::peerSiteId))
        .toList();
  }

  /** Sends a file's frames to a site before the parcel that will hold it, if it is connected. */
  public void ahead(String siteId, String caseId, Path file, String fileDigest, Priority priority)
      throws IOException {
    Optional<PeerLink> link = Optional.ofNullable(links.get(siteId));
    if (link.isPresent()) {
      link.get().ahead(caseId, file, fileDigest, priority);
    }
  }

  /** Why the last connection was refused for its certificate, in words; empty for never. */
  public String lastRefusal() {
    return reception.lastRefusal();
  }

  /** For the metrics. */
  public LinkCounters counters() {
    return counters;
  }

  /** Only for site ids that come from a believed certificate or from our own parcels. */
  private PeerLink link(String siteId) {
    return links.computeIfAbsent(siteId, id -> new PeerLink(id, ends, threads, shares.pace(id)));
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        threads.execute(() -> reception.receive(caller));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("a caller could not be accepted: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void tick() {
    while (!Thread.currentThread().isInterrupted()) {
      shares.divide(links.values(), System.nanoTime());
      links.values().forEach(PeerLink::tick);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(TICK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    // Connections first, then those who work for them.
    try {
      if (listening.isPresent()) {
        listening.get().close();
      }
    } catch (IOException e) {
      LOG.warn("the link's port could not be closed", e);
    }
    links.values().forEach(PeerLink::close);
    ends.close(threads);
  }
}
