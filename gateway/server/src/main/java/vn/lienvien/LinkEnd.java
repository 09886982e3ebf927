package vn.lienvien;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.config.ListenAddress;
import vn.lienvien.config.Settings;
import vn.lienvien.evidence.LineSample;
import vn.lienvien.evidence.LineWatch;
import vn.lienvien.link.DicomPixels;
import vn.lienvien.link.HubAddress;
import vn.lienvien.link.LinkCounters;
import vn.lienvien.link.LinkDialer;
import vn.lienvien.link.LinkLimits;
import vn.lienvien.link.LinkRoom;
import vn.lienvien.link.LinkServer;
import vn.lienvien.link.LinkStatus;
import vn.lienvien.metrics.Metrics;
import vn.lienvien.outbox.ParcelEvents;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;

/** This site's ends of the link: it listens where it is a hub, and dials the hubs it is told to. */
record LinkEnd(Optional<LinkServer> server, Optional<LinkDialer> dialer) {
  static LinkEnd open(
      Settings settings,
      Foundation base,
      SiteIdentity identity,
      ParcelEvents events,
      Deque<AutoCloseable> open)
      throws IOException {
    LinkRoom room =
        new LinkRoom(
            identity,
            base.database(),
            base.parcels(),
            events,
            base.ledger()::addDocument,
            new ArchiveForLink(base.archive()),
            new DicomPixels(base.codecs()),
            settings.dataDirectory().resolve("link"),
            base.clock(),
            LinkLimits.standard());
    Optional<ListenAddress> listen = settings.link().flatMap(LinkSettings::listen);
    Optional<LinkServer> server = Optional.empty();
    if (listen.isPresent()) {
      var invitations =
          SiteInvitation.open(settings.identityDirectory(), settings.site().siteId(), base.clock());
      server = Optional.of(new LinkServer(room, invitations));
      open.push(server.get());
      server.get().start(listen.get().bind(), listen.get().port());
    }
    List<HubAddress> hubs =
        settings.link().map(LinkSettings::dial).orElse(List.of()).stream()
            .map(dial -> new HubAddress(dial.siteId(), dial.host(), dial.port()))
            .toList();
    Optional<LinkDialer> dialer = Optional.empty();
    if (!hubs.isEmpty()) {
      dialer = Optional.of(new LinkDialer(room, hubs, "lienvien"));
      open.push(dialer.get());
      dialer.get().start();
    }
    LinkEnd end = new LinkEnd(server, dialer);
    end.meter(base.metrics());
    return end;
  }

  private void meter(Metrics metrics) {
    server.ifPresent(hub -> meter(metrics, "listening", hub.counters()));
    dialer.ifPresent(spoke -> meter(metrics, "dialling", spoke.counters()));
    metrics.gauge(
        "lienvien.link.queued",
        "parcels",
        () -> status().stream().mapToInt(LinkStatus::queuedParcels).sum());
  }

  private static void meter(Metrics metrics, String end, LinkCounters counters) {
    metrics.gauge("lienvien.link." + end + ".sent", "bytes", counters::sentBytes);
    metrics.gauge("lienvien.link." + end + ".received", "bytes", counters::receivedBytes);
    metrics.gauge("lienvien.link." + end + ".delivered", "parcels", counters::deliveredParcels);
    metrics.gauge("lienvien.link." + end + ".committed", "parcels", counters::receivedParcels);
    metrics.gauge("lienvien.link." + end + ".corrupt", "chunks", counters::corruptChunks);
    metrics.gauge("lienvien.link." + end + ".refused", "peers", counters::refusedPeers);
  }

  /** Looks after the evidence of these lines from now on. */
  LineWatch watched(Foundation base) {
    LineWatch watch =
        new LineWatch(base.database(), base.clock(), server.isPresent(), this::samples);
    watch.start();
    return watch;
  }

  private List<LineSample> samples() {
    return status().stream()
        .map(line ->
            new LineSample(
                line.peerSiteId(),
                line.connected(),
                line.queuedParcels() > 0,
                line.sentBytes() + line.receivedBytes(),
                Optional.empty()))
        .toList();
  }

  List<LinkStatus> status() {
    List<LinkStatus> all = new ArrayList<>();
    server.ifPresent(end -> all.addAll(end.status()));
    dialer.ifPresent(end -> all.addAll(end.status()));
    return all;
  }
}
