package vn.lienvien;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import vn.lienvien.link.LinkPolicy;
import vn.lienvien.link.LinkRoom;
import vn.lienvien.link.LinkServer;
import vn.lienvien.link.LinkStatus;
import vn.lienvien.metrics.Metrics;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.ParcelEvents;
import vn.lienvien.security.HttpProxy;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteRenewal;

/** This site's ends of the link: it listens where it is a hub, and dials the hubs it is told to. */
record LinkEnd(Optional<LinkServer> server, Optional<LinkDialer> dialer) {
  private static final Logger LOG = LoggerFactory.getLogger(LinkEnd.class);

  static LinkEnd open(
      Settings settings,
      Foundation base,
      SiteIdentity identity,
      LinkPolicy policy,
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
      server = Optional.of(new LinkServer(room, invitations(settings, base), policy));
      open.push(server.get());
      server.get().start(listen.get().bind(), listen.get().port());
    }
    List<HubAddress> hubs =
        settings.link().map(LinkSettings::dial).orElse(List.of()).stream()
            .map(LinkEnd::address)
            .toList();
    Optional<LinkDialer> dialer = Optional.empty();
    if (!hubs.isEmpty()) {
      dialer =
          Optional.of(
              new LinkDialer(room, hubs, "lienvien", policy, renewal(settings, identity, base)));
      open.push(dialer.get());
      dialer.get().start();
    }
    LinkEnd end = new LinkEnd(server, dialer);
    end.meter(base.metrics());
    return end;
  }

  private static HubAddress address(LinkSettings.Dial dial) {
    return new HubAddress(
        dial.siteId(),
        dial.host(),
        dial.port(),
        dial.proxy()
            .map(proxy ->
                new HttpProxy(proxy.host(), proxy.port(), proxy.user(), proxy.passwordFile())));
  }

  /** A hub's own certificate is renewed by itself, and given ones by whoever gave them. */
  private static Optional<SiteRenewal> renewal(
      Settings settings, SiteIdentity identity, Foundation base) {
    Path directory = settings.identityDirectory();
    return Files.exists(directory.resolve("ca.key"))
        ? Optional.empty()
        : Optional.of(new SiteRenewal(directory, identity, base.clock()));
  }

  /** A hub that was given its certificates has no authority of its own and invites nobody. */
  private static Optional<SiteInvitation> invitations(Settings settings, Foundation base)
      throws IOException {
    Path identity = settings.identityDirectory();
    boolean given =
        Files.exists(identity.resolve("ca.crt")) && !Files.exists(identity.resolve("ca.key"));
    return given
        ? Optional.empty()
        : Optional.of(SiteInvitation.open(identity, settings.site().siteId(), base.clock()));
  }

  private void meter(Metrics metrics) {
    server.ifPresent(hub -> meter(metrics, "listening", hub.counters()));
    dialer.ifPresent(spoke -> meter(metrics, "dialling", spoke.counters()));
    new LinkMeters(metrics, this::status).show();
    metrics.gauge(
        "lienvien.link.queued",
        "parcels",
        () -> status().stream().mapToInt(LinkStatus::queuedParcels).sum());
    metrics.gauge(
        "lienvien.link.connected",
        "links",
        () -> status().stream().filter(LinkStatus::connected).count());
    metrics.gauge(
        "lienvien.link.connections",
        "connections",
        () -> status().stream().mapToInt(LinkStatus::connections).sum());
    metrics.gauge(
        "lienvien.link.sending",
        "bytes_per_second",
        () -> status().stream().mapToLong(LinkStatus::sendingRate).sum());
    metrics.gauge(
        "lienvien.link.receiving",
        "bytes_per_second",
        () -> status().stream().mapToLong(LinkStatus::receivingRate).sum());
  }

  private static void meter(Metrics metrics, String end, LinkCounters counters) {
    metrics.gauge("lienvien.link." + end + ".sent", "bytes", counters::sentBytes);
    metrics.gauge("lienvien.link." + end + ".received", "bytes", counters::receivedBytes);
    metrics.gauge("lienvien.link." + end + ".delivered", "parcels", counters::deliveredParcels);
    metrics.gauge("lienvien.link." + end + ".committed", "parcels", counters::receivedParcels);
    metrics.gauge("lienvien.link." + end + ".corrupt", "chunks", counters::corruptChunks);
    metrics.gauge("lienvien.link." + end + ".refused", "peers", counters::refusedPeers);
    metrics.gauge("lienvien.link." + end + ".turned.away", "peers", counters::turnedAwayCallers);
    metrics.gauge("lienvien.link." + end + ".repeated", "bytes", counters::repeatedBytes);
    metrics.gauge("lienvien.link." + end + ".stray", "pieces", counters::strayPieces);
    metrics.gauge(
        "lienvien.link." + end + ".disbelieved", "receipts", counters::disbelievedReceipts);
  }

  /** Lets compressed frames leave while the rest of their study is still being prepared. */
  void ahead(String siteId, String caseId, InstanceRecord instance, Priority priority) {
    try {
      if (server.isPresent()) {
        server.get().ahead(siteId, caseId, instance.file(), instance.fileDigest(), priority);
      }
      if (dialer.isPresent()) {
        dialer.get().ahead(siteId, caseId, instance.file(), instance.fileDigest(), priority);
      }
    } catch (IOException e) {
      // Only the head start is lost: the parcel brings everything.
      LOG.debug("an instance does not go ahead of its parcel", e);
    }
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
                usedAsFastAsItCan(line),
                line.sentBytes() + line.receivedBytes(),
                line.roundTrip()))
        .toList();
  }

  /** Something is under way, and no cap of ours or the peer's keeps it slower than the line. */
  private static boolean usedAsFastAsItCan(LinkStatus line) {
    return (line.queuedParcels() > 0 && line.sendingCap() == 0)
        || (line.incomingBytes() > 0 && line.receivingCap() == 0);
  }

  List<LinkStatus> status() {
    List<LinkStatus> all = new ArrayList<>();
    server.ifPresent(end -> all.addAll(end.status()));
    dialer.ifPresent(end -> all.addAll(end.status()));
    return all;
  }
}
