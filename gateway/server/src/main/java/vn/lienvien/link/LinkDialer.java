package vn.lienvien.link;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.lienvien.outbox.Parcels;

/**
 * The spoke's end of its links: it always dials and never listens, so that it needs no open port;
 * parcels of both directions move on the connections it has dialled. Thread-safe; see
 * docs/link-protocol.md.
 */
public final class LinkDialer implements AutoCloseable {
  private final LinkEnds ends;
  private final List<HubLink> links;
  private final LinkCounters counters = new LinkCounters();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Prepares the links; nothing is dialled yet.
   *
   * @param program name and version, told to the hub
   */
  public LinkDialer(LinkRoom room, List<HubAddress> hubs, String program) {
    this.ends = LinkEnds.of(room, counters);
    this.links = hubs.stream().map(hub -> new HubLink(hub, program, ends, threads)).toList();
  }

  /** Begins to dial; comes back at once. */
  public void start() throws IOException {
    Parcels parcels = ends.room().parcels();
    ends.packs().sweep(id -> parcels.outgoing(id).isPresent() && !parcels.isDelivered(id));
    parcels.onOutgoing(siteId ->
        links.stream().filter(link -> link.siteId().equals(siteId)).forEach(HubLink::wake));
    links.forEach(link -> threads.execute(link::run));
  }

  /** One entry a configured hub. */
  public List<LinkStatus> status() {
    return links.stream().map(HubLink::status).toList();
  }

  /** For the metrics. */
  public LinkCounters counters() {
    return counters;
  }

  /** Comes back when nothing of the links works any more, as the database may be closed next. */
  @Override
  public void close() {
    LinkEnds.end(threads);
  }
}
