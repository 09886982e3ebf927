package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.lienvien.model.Priority;
import vn.lienvien.security.SiteRenewal;

/**
 * The spoke's end of its links: it always dials and never listens, so that it needs no open port;
 * parcels of both directions move on the connections it has dialled. Thread-safe; see
 * docs/link-protocol.md.
 */
public final class LinkDialer implements AutoCloseable {
  private static final long DIVIDE_MS = 250;

  private final LinkShares shares;
  private final LinkEnds ends;
  private final List<HubLink> links;
  private final LinkCounters counters = new LinkCounters();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Prepares the links without caps; nothing is dialled yet. */
  public LinkDialer(LinkRoom room, List<HubAddress> hubs, String program) {
    this(room, hubs, program, LinkPolicy.none(), Optional.empty());
  }

  /**
   * Prepares the links; nothing is dialled yet.
   *
   * @param program name and version, told to the hub
   * @param renewal of this site's certificate; absent where that is somebody else's business
   */
  public LinkDialer(
      LinkRoom room,
      List<HubAddress> hubs,
      String program,
      LinkPolicy policy,
      Optional<SiteRenewal> renewal) {
    LinkShares shares = new LinkShares(policy);
    this.shares = shares;
    this.ends = LinkEnds.of(room, new Renewing(renewal, Optional.empty()), counters);
    this.links =
        hubs.stream()
            .map(hub -> new HubLink(hub, program, ends, threads, shares.pace(hub.siteId())))
            .toList();
  }

  /** Begins to dial; comes back at once. */
  public void start() throws IOException {
    ends.sweep();
    ends.room()
        .parcels()
        .onOutgoing(siteId ->
            links.stream()
                .map(HubLink::link)
                .filter(link -> link.peerSiteId().equals(siteId))
                .forEach(link -> link.later(link::refresh)));
    links.forEach(link -> threads.execute(link::run));
    threads.execute(this::divide);
  }

  private void divide() {
    List<PeerLink> all = links.stream().map(HubLink::link).toList();
    try {
      while (true) {
        shares.divide(all, System.nanoTime());
        Thread.sleep(DIVIDE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One entry a configured hub. */
  public List<LinkStatus> status() {
    return links.stream().map(link -> link.link().status()).toList();
  }

  /** Sends a file's frames to a hub before the parcel that will hold it, if it is connected. */
  public void ahead(String siteId, String caseId, Path file, String fileDigest, Priority priority)
      throws IOException {
    for (HubLink link : links) {
      if (link.link().peerSiteId().equals(siteId)) {
        link.link().ahead(caseId, file, fileDigest, priority);
      }
    }
  }

  /** For the metrics. */
  public LinkCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    links.forEach(HubLink::close);
    ends.close(threads);
  }
}
